package io.fleetfix.outbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.loop.Tasks;
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxStream;
import io.fleetfix.outbox.port.Traceparent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/**
 * A stream hands over many batches at once, and the bus takes each entry only at its second try.
 */
class RelayFromSeveralThreadsTest {
  private static final int BATCHES = 400;
  private static final int AT_ONCE = 32;

  private final Map<OutboxEntry, Integer> accepted = new ConcurrentHashMap<>();
  private final Set<OutboxEntry> tried = ConcurrentHashMap.newKeySet();

  @Test
  void publishesEachEntryOnce() throws Exception {
    List<List<OutboxEntry>> batches = new ArrayList<>();
    for (int batch = 0; batch < BATCHES; batch++) {
      batches.add(List.of(entry(3 * batch), entry(3 * batch + 1), entry(3 * batch + 2)));
    }
    OutboxStream stream =
        (timeout, taker) -> {
          List<List<OutboxEntry>> left = batches;
          while (!left.isEmpty()) {
            left = List.copyOf(Tasks.OF_THIS_PROCESS.forEach(left, AT_ONCE, taker).keySet());
          }
          return 3 * BATCHES;
        };

    assertThat(new RelayOutbox(stream, this::publish).relay(Duration.ZERO)).isEqualTo(3 * BATCHES);

    assertThat(accepted).hasSize(3 * BATCHES);
    assertThat(accepted.values()).containsOnly(1);
  }

  private List<NotAccepted> publish(List<OutboxEntry> entries) {
    List<NotAccepted> answer = new ArrayList<>();
    for (OutboxEntry entry : entries) {
      if (tried.add(entry)) {
        answer.add(new NotAccepted(entry.eventId(), Cause.UNAVAILABLE, "ThrottlingException"));
      } else {
        accepted.merge(entry, 1, Integer::sum);
      }
    }
    return answer;
  }

  private static OutboxEntry entry(int number) {
    String aggregateId = "CRATE#" + number;
    return new OutboxEntry(
        EventId.derive(aggregateId, new Version(1), "CrateMoved"),
        "CrateMoved",
        Map.of(),
        Instant.EPOCH,
        aggregateId,
        new Version(1),
        Traceparent.NONE);
  }
}
