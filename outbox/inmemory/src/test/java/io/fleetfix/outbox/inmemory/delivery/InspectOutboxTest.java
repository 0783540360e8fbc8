package io.fleetfix.outbox.inmemory.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.delivery.InspectOutbox;
import io.fleetfix.outbox.delivery.InspectOutbox.Age;
import io.fleetfix.outbox.delivery.InspectOutbox.History;
import io.fleetfix.outbox.delivery.InspectOutbox.Mismatches;
import io.fleetfix.outbox.delivery.InspectOutbox.Status;
import io.fleetfix.outbox.inmemory.InMemoryReconcileMemory;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.outbox.port.Redeliveries.Redelivery;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory.Compared;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class InspectOutboxTest {
  private static final Mismatches NO_MISMATCHES = new Mismatches(Map.of(), null);

  private final Outpost outpost = new Outpost();
  private final InMemoryReconcileMemory memory = new InMemoryReconcileMemory();

  @Test
  void showsAnEmptyOutbox() {
    assertThat(inspect(outpost.ledger).status())
        .isEqualTo(new Status(0, new Age.None(), 0, null, NO_MISMATCHES));
  }

  @Test
  void showsTheBacklogAndItsAge() {
    outpost.raise();
    OutboxEntry setAside = outpost.raise();
    outpost.ledger.quarantine(setAside, QuarantineReason.ofText("No use"), outpost.instant());
    outpost.pass(Duration.ofMinutes(5));
    outpost.receive(outpost.raise());

    assertThat(inspect(outpost.ledger).status())
        .isEqualTo(
            new Status(1, new Age.Of(Duration.ofMinutes(5)), 1, outpost.instant(), NO_MISMATCHES));
  }

  @Test
  void countsTheOpenMismatches() {
    SortedMap<String, SortedSet<String>> open = new TreeMap<>();
    open.put("PARCEL#1", new TreeSet<>(List.of("NO_LABEL", "NO_SCAN")));
    open.put("PARCEL#2", new TreeSet<>(List.of("NO_LABEL")));
    open.put("PARCEL#3", new TreeSet<>());
    memory.save(new Compared(outpost.instant(), open));
    outpost.pass(Duration.ofMinutes(20));

    Mismatches mismatches = inspect(outpost.ledger).status().mismatches();

    assertThat(mismatches)
        .isEqualTo(new Mismatches(Map.of("NO_LABEL", 2L, "NO_SCAN", 1L), Duration.ofMinutes(20)));
    assertThat(mismatches.total()).isEqualTo(3);
  }

  @Test
  void reportsAnUnreadableTimeAsAnUnknownAge() {
    OutboxLedger unread =
        new PassingLedger(outpost.ledger) {
          @Override
          public OutboxSize size() {
            return new OutboxSize(1, new OutboxSize.Oldest.Unknown(List.of()), 0);
          }
        };

    assertThat(inspect(unread).status().oldestPending()).isEqualTo(new Age.Unknown(List.of()));
  }

  @Test
  void aFastClockOnAnotherInstanceGivesNoNegativeAge() {
    OutboxLedger ahead =
        new PassingLedger(outpost.ledger) {
          @Override
          public OutboxSize size() {
            return OutboxSize.of(1, outpost.instant().plusSeconds(5), 0);
          }
        };

    assertThat(inspect(ahead).status().oldestPending()).isEqualTo(new Age.Of(Duration.ZERO));
  }

  @Test
  void showsOneEventAndItsRedeliveries() {
    OutboxEntry entry = outpost.raise();
    Redelivery redelivery = new Redelivery(entry.eventId(), outpost.instant(), "ada");
    outpost.redeliveries.add(redelivery);

    assertThat(inspect(outpost.ledger).event(entry.eventId()))
        .contains(new History(Delivery.pending(entry), List.of(redelivery)));
    assertThat(inspect(outpost.ledger).event(Parcels.entry().eventId())).isEmpty();
  }

  private InspectOutbox inspect(OutboxLedger ledger) {
    return new InspectOutbox(ledger, outpost.receipts, outpost.redeliveries, memory, outpost);
  }
}
