package io.fleetfix.adapter.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.contracts.headofline.HeadOfLineContract;
import io.fleetfix.outbox.contracts.headofline.Line;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.Postponed;
import io.fleetfix.outbox.subscription.ReactionBinding.Work;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages at the head of a queue that fail forever, on a clock that the test moves. */
class ConsumerLineTest {
  private static final Duration LATER = Duration.ofSeconds(90);

  private enum Fault {
    /** Such as a destination that is closed. */
    TRANSIENT {
      @Override
      RuntimeException failure() {
        return new VirtualConsumer.CarrierAway();
      }
    },
    /** Such as a destination that wants to be asked again later. */
    POSTPONED {
      @Override
      RuntimeException failure() {
        return new Postponed("Thrown by the test", LATER);
      }
    },
    PERMANENT {
      @Override
      RuntimeException failure() {
        return new IllegalArgumentException("Thrown by the test");
      }
    },
    ERROR {
      @Override
      RuntimeException failure() {
        throw new StackOverflowError("Thrown by the test");
      }
    };

    abstract RuntimeException failure();
  }

  @Nested
  class TransientFailures implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new EventLine(Fault.TRANSIENT);
    }
  }

  @Nested
  class PostponedMessages implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new EventLine(Fault.POSTPONED);
    }
  }

  @Nested
  class PermanentFailures implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new EventLine(Fault.PERMANENT);
    }
  }

  @Nested
  class Errors implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new EventLine(Fault.ERROR);
    }
  }

  @Nested
  class BatchesThatThrow implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new BatchLine();
    }
  }

  @Nested
  class UnreadableMessages implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new UnreadableLine();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aHundredFailingMessagesDelayTheOthersByNoMoreThanTheirUsualTime(Fault fault) {
    int usual = (100 + 60) / 10;
    try (EventLine line = new EventLine(fault)) {
      line.addFailing(100);
      line.addHealthy(60);
      for (int round = 0; round < 2 * usual; round++) {
        line.round();
      }

      assertThat(line.done()).isEqualTo(60);
    }
  }

  /** Although no other message succeeds, which looks like an outage. */
  @Test
  void aPostponedMessageRestsAsLongAsItAsks() {
    try (EventLine line = new EventLine(Fault.POSTPONED)) {
      line.addFailing(1);

      line.round();

      assertThat(line.messages.hidden("m-1")).isEqualTo(LATER);
    }
  }

  /** While only failing messages arrive, the consumer must stay ready for others. */
  @Test
  void healthyMessagesAreHandledWhileFailingOnesTakeTurns() {
    try (EventLine line = new EventLine(Fault.TRANSIENT)) {
      line.addFailing(30);
      IntStream.range(0, 200).forEach(i -> line.round());

      line.addHealthy(1);
      line.round();

      assertThat(line.done()).isEqualTo(1);
    }
  }

  private static class EventLine implements Line {
    final VirtualQueue messages = new VirtualQueue(100);
    final Set<EventId> failing = ConcurrentHashMap.newKeySet();
    private final VirtualConsumer consumer = new VirtualConsumer(messages, work());
    private final NamedInLog log = new NamedInLog();
    private final Set<EventId> done = ConcurrentHashMap.newKeySet();
    private final Fault fault;

    EventLine(Fault fault) {
      this.fault = fault;
    }

    Work work() {
      return new Work.Each(this::carry);
    }

    void carry(OutboxEntry event) {
      if (failing.contains(event.eventId())) {
        throw fault.failure();
      }
      done.add(event.eventId());
    }

    @Override
    public int window() {
      return Polling.DEFAULT.workers();
    }

    @Override
    public List<String> addFailing(int count) {
      List<OutboxEntry> events = consumer.ship(count);
      events.forEach(event -> failing.add(event.eventId()));
      return events.stream().map(event -> event.eventId().toString()).toList();
    }

    @Override
    public void addHealthy(int count) {
      consumer.ship(count);
    }

    @Override
    public void round() {
      consumer.round();
    }

    @Override
    public int done() {
      return done.size();
    }

    @Override
    public Set<String> named() {
      return log.ids();
    }

    @Override
    public void close() {
      log.close();
    }
  }

  /** One event makes the reaction throw for its whole batch. */
  private static final class BatchLine extends EventLine {
    BatchLine() {
      super(Fault.PERMANENT);
    }

    @Override
    Work work() {
      return new Work.Together(
          events -> {
            if (events.stream().anyMatch(event -> failing.contains(event.eventId()))) {
              throw Fault.PERMANENT.failure();
            }
            events.forEach(this::carry);
            return Map.of();
          });
    }
  }

  private static final class UnreadableLine extends EventLine {
    UnreadableLine() {
      super(Fault.PERMANENT);
    }

    /** By message id, or by event id if that much is readable. */
    @Override
    public List<String> addFailing(int count) {
      Set<String> ids = new HashSet<>();
      for (int i = 1; i < count; i++) {
        ids.add(messages.send("not json " + i));
      }
      OutboxEntry event = Parcels.entry();
      messages.send(Envelopes.around(Envelopes.detail(event).put("schemaVersion", "2")).toString());
      ids.add(event.eventId().toString());
      return List.copyOf(ids);
    }
  }
}
