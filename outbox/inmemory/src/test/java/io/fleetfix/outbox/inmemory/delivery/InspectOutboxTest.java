package io.fleetfix.outbox.inmemory.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.delivery.InspectOutbox;
import io.fleetfix.outbox.delivery.InspectOutbox.Age;
import io.fleetfix.outbox.delivery.InspectOutbox.History;
import io.fleetfix.outbox.delivery.InspectOutbox.Status;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.outbox.port.Redeliveries.Redelivery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InspectOutboxTest {
  private final Outpost outpost = new Outpost();

  @Test
  void showsAnEmptyOutbox() {
    assertThat(inspect(outpost.ledger).status()).isEqualTo(new Status(0, new Age.None(), 0, null));
  }

  @Test
  void showsTheBacklogAndItsAge() {
    outpost.raise();
    OutboxEntry setAside = outpost.raise();
    outpost.ledger.quarantine(setAside, QuarantineReason.ofText("No use"), outpost.instant());
    outpost.pass(Duration.ofMinutes(5));
    outpost.receive(outpost.raise());

    assertThat(inspect(outpost.ledger).status())
        .isEqualTo(new Status(1, new Age.Of(Duration.ofMinutes(5)), 1, outpost.instant()));
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
    return new InspectOutbox(ledger, outpost.receipts, outpost.redeliveries, outpost);
  }
}
