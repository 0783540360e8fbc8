/** What the values of the ports guarantee. */
@NullMarked
package io.fleetfix.outbox.port;

import org.jspecify.annotations.NullMarked;
