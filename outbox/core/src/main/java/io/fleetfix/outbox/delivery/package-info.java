/** Delivery of events from the outbox to the bus, and its confirmation by receipts. */
@NullMarked
package io.fleetfix.outbox.delivery;

import org.jspecify.annotations.NullMarked;
