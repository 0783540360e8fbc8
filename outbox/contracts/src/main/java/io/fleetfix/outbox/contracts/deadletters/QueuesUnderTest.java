package io.fleetfix.outbox.contracts.deadletters;

import io.fleetfix.outbox.port.DeadLetters;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.queue.QueueSizes;
import java.util.Collection;
import java.util.List;

/** Two queues, each with a reaction that a test can make fail, and their dead letters. */
public interface QueuesUnderTest extends AutoCloseable {
  /** How often a queue delivers a message before it becomes a dead letter. */
  int MAX_RECEIVES = 2;

  DeadLetters deadLetters();

  /** The sizes of the same queues. */
  QueueSizes sizes();

  /** Sends events to the queue with this name. */
  void send(String queue, Collection<OutboxEntry> events);

  /** From now on, both reactions fail with an exception that blames the event. */
  void fail();

  /** From now on, both reactions succeed. */
  void recover();

  /** The events that the reaction of this queue has handled, in order, with repetitions. */
  List<OutboxEntry> handled(String queue);

  /** Delivers what is due, once. */
  void deliver() throws Exception;

  @Override
  void close();
}
