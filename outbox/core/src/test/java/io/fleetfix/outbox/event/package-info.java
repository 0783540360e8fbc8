/** What the values of events guarantee. */
@NullMarked
package io.fleetfix.outbox.event;

import org.jspecify.annotations.NullMarked;
