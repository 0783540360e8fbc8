/** Publishes outbox events to EventBridge with PutEvents, in the event's wire format. */
@NullMarked
package io.fleetfix.adapter.eventbridge;

import org.jspecify.annotations.NullMarked;
