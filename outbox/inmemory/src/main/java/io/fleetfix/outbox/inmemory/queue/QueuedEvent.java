package io.fleetfix.outbox.inmemory.queue;

import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;

/**
 * An event in a queue.
 *
 * @param sent when it was put into the queue, by the queue's clock
 * @param failures how often it failed for a reason of its own
 * @param due when the event is due, by the queue's clock
 * @param arrival sequence number that keeps the order of arrival among events due at the same time
 * @param nextPause how long it waits after its next failure
 */
record QueuedEvent(
    OutboxEntry event, long sent, int failures, long due, long arrival, Duration nextPause) {}
