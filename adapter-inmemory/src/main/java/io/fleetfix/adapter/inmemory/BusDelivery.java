package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.OutboxEntry;
import java.time.Duration;

/**
 * One accepted entry on its way to its listeners.
 *
 * @param delay how late it reaches them
 */
public record BusDelivery(OutboxEntry entry, Duration delay) {}
