package io.fleetfix.adapter.eventbridge;

import static io.fleetfix.adapter.eventbridge.SomeEntries.entries;
import static io.fleetfix.adapter.eventbridge.SomeEntries.entryOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits on the number and size of the entries in one call. */
class LimitsTest {
  private static final int LARGEST_OF_OURS = 64 * 1024;

  @Test
  void fillsCallsByCount() {
    List<List<BusEntry>> batches = Batches.of(entries(47).stream().map(LimitsTest::onBus).toList());

    assertThat(batches).extracting(List::size).containsExactly(10, 10, 10, 10, 7);
  }

  @Test
  void fillsCallsByBytes() {
    List<BusEntry> large =
        Stream.generate(() -> onBus(entryOf(LARGEST_OF_OURS))).limit(10).toList();

    List<List<BusEntry>> batches = Batches.of(large);

    assertThat(batches).extracting(List::size).containsExactly(3, 3, 3, 1);
    assertThat(batches)
        .allMatch(batch -> batch.stream().mapToInt(BusEntry::size).sum() <= Batches.MAX_BYTES);
  }

  @Test
  void makesNoBatchOfNoEntries() {
    assertThat(Batches.of(List.of())).isEmpty();
  }

  @Test
  void keepsTheOrderOfEntries() {
    List<BusEntry> entries =
        Stream.concat(
                entries(13).stream(), Stream.generate(() -> entryOf(LARGEST_OF_OURS)).limit(9))
            .map(LimitsTest::onBus)
            .toList();

    assertThat(Batches.of(entries).stream().flatMap(List::stream))
        .containsExactlyElementsOf(entries);
  }

  @Test
  void fillsACallToTheLastByte(@TempDir Path folder) throws Exception {
    int overhead = onBus(entryOf(1)).size() - 1;
    OutboxEntry full = entryOf(Batches.MAX_BYTES - overhead);
    OutboxEntry tooLarge = entryOf(Batches.MAX_BYTES - overhead + 1);
    try (EventBridgeUnderTest eventBridge = new EventBridgeUnderTest(folder)) {
      assertThat(eventBridge.bus().publish(List.of(full))).isEmpty();
      assertThat(eventBridge.bus().publish(List.of(tooLarge)))
          .containsExactly(
              new NotAccepted(tooLarge.eventId(), Cause.REFUSED, "ValidationException"));
    }
  }

  @Test
  void anOversizedEntryDoesNotBlockOthers(@TempDir Path folder) throws Exception {
    List<OutboxEntry> entries = new ArrayList<>(entries(12));
    OutboxEntry tooLarge = entryOf(Batches.MAX_BYTES);
    entries.add(5, tooLarge);
    try (EventBridgeUnderTest eventBridge = new EventBridgeUnderTest(folder)) {
      assertThat(eventBridge.bus().publish(entries))
          .extracting(NotAccepted::eventId, NotAccepted::cause)
          .containsExactly(tuple(tooLarge.eventId(), Cause.REFUSED));

      assertThat(eventBridge.accepted()).hasSize(12);
    }
  }

  private static BusEntry onBus(OutboxEntry entry) {
    return BusEntry.of(entry, Parcels.FORMAT);
  }
}
