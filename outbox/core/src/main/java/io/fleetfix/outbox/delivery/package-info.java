/** The way of an event from the outbox to the bus, and the proof that it came out of it. */
@NullMarked
package io.fleetfix.outbox.delivery;

import org.jspecify.annotations.NullMarked;
