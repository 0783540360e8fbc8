package io.fleetfix.outbox.inmemory.queue;

import static io.fleetfix.outbox.contracts.Eventually.patient;
import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.contracts.deadletters.DeadLettersContract;
import io.fleetfix.outbox.contracts.deadletters.QueueSizesContract;
import io.fleetfix.outbox.contracts.deadletters.QueuesUnderTest;
import io.fleetfix.outbox.port.DeadLetters;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.queue.QueueSizes;
import io.fleetfix.outbox.subscription.Reaction;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.Subscription;
import io.fleetfix.outbox.subscription.Subscription.Types;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InMemoryDeadLettersTest implements DeadLettersContract, QueueSizesContract {
  private static final Duration TIMEOUT = patient(Duration.ofSeconds(30));

  @Override
  public QueuesUnderTest queues() {
    return new Queues();
  }

  @Test
  void showsWhenTheEventWasSent() throws Exception {
    try (Queues queues = new Queues()) {
      queues.fail();
      queues.send("labels", Parcels.entries(1));
      InMemoryQueue labels = queues.queue("labels");
      while (labels.deadLetters().isEmpty()) {
        assertThat(labels.handleNext(TIMEOUT)).isTrue();
      }

      // The clock stands at noon, and the event was sent at least one pause ago.
      assertThat(queues.deadLetters().list("labels", 1).items().getFirst().sentAt()).isBefore(NOON);
    }
  }

  @Test
  void saysHowLongTheOldestEventHasWaited() {
    long[] now = {0};
    InMemoryQueue queue = new InMemoryQueue(List.of(), () -> now[0]);
    QueueSizes sizes = new InMemoryQueueSizes(Map.of(subscription("labels"), queue));
    assertThat(sizes.size("labels").oldest()).isEmpty();
    queue.put(Parcels.entry(), Duration.ofHours(1));
    now[0] += Duration.ofMinutes(3).toNanos();
    queue.put(Parcels.entry(), Duration.ZERO);

    assertThat(sizes.size("labels").oldest()).contains(Duration.ofMinutes(3));
  }

  /** As in SQS, where the consumer holds such a message and receives it no further. */
  @Test
  void aFailureThatTheEventDidNotCauseDoesNotCount() throws Exception {
    int[] left = {QueuesUnderTest.MAX_RECEIVES + 1};
    List<OutboxEntry> handled = new ArrayList<>();
    InMemoryQueue queue =
        queue(
            "labels",
            event -> {
              if (left[0]-- > 0) {
                throw new StorageUnavailable(new IllegalStateException("Down"));
              }
              handled.add(event);
            });
    queue.put(Parcels.entry(), Duration.ZERO);

    while (handled.isEmpty()) {
      assertThat(queue.handleNext(TIMEOUT)).isTrue();
    }

    assertThat(queue.deadLetters()).isEmpty();
  }

  private static InMemoryQueue queue(String name, Reaction reaction) {
    return new InMemoryQueue(
        List.of(ReactionBinding.each(subscription(name), Types.all(), reaction)));
  }

  private static Subscription subscription(String name) {
    return new Subscription(
        name, Types.all(), true, QueuesUnderTest.MAX_RECEIVES, Duration.ofDays(4), false);
  }

  private static final class Queues implements QueuesUnderTest {
    private final Map<Subscription, InMemoryQueue> queues = new LinkedHashMap<>();
    private final Map<String, List<OutboxEntry>> handled = new LinkedHashMap<>();
    private boolean failing;

    Queues() {
      for (String name : List.of("labels", "searches")) {
        handled.put(name, new ArrayList<>());
        queues.put(
            subscription(name), InMemoryDeadLettersTest.queue(name, event -> on(name, event)));
      }
    }

    private void on(String name, OutboxEntry event) {
      if (failing) {
        throw new IllegalStateException("Thrown by the test");
      }
      handled(name).add(event);
    }

    InMemoryQueue queue(String name) {
      return queues.getOrDefault(subscription(name), new InMemoryQueue(List.of()));
    }

    @Override
    public DeadLetters deadLetters() {
      return new InMemoryDeadLetters(queues, InstantSource.fixed(NOON));
    }

    @Override
    public QueueSizes sizes() {
      return new InMemoryQueueSizes(queues);
    }

    @Override
    public void send(String name, Collection<OutboxEntry> events) {
      events.forEach(event -> queue(name).put(event, Duration.ZERO));
    }

    @Override
    public void fail() {
      failing = true;
    }

    @Override
    public void recover() {
      failing = false;
    }

    @Override
    public List<OutboxEntry> handled(String name) {
      return handled.getOrDefault(name, List.of());
    }

    @Override
    public void deliver() throws InterruptedException {
      for (InMemoryQueue queue : queues.values()) {
        while (queue.handleNext(Duration.ZERO)) {
          assertThat(queue).isNotNull();
        }
      }
    }

    @Override
    public void close() {}
  }
}
