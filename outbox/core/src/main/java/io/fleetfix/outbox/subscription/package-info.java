/** Who hears which event, what they do with it, and what an event looks like on the way. */
@NullMarked
package io.fleetfix.outbox.subscription;

import org.jspecify.annotations.NullMarked;
