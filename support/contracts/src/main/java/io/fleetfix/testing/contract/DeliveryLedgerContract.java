package io.fleetfix.testing.contract;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.DeliveryLedger.Attempt;
import io.fleetfix.application.port.DeliveryLedger.Attempt.Outcome;
import io.fleetfix.application.port.DeliveryLedger.Confirmation;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.DeliveryLedger.State;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.domain.EventId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What {@link DeliveryLedger} promises. */
public interface DeliveryLedgerContract {
  StorageUnderTest storage();

  @Test
  default void showsACommittedEventAsPending() {
    StorageUnderTest storage = storage();

    OutboxEntry entry = storage.raised(NOON);

    assertThat(storage.ledger().find(entry.eventId())).contains(Delivery.pending(entry));
  }

  @Test
  default void showsAConfirmedEventAsDelivered() {
    StorageUnderTest storage = storage();
    OutboxEntry entry = storage.raised(NOON);

    assertThat(storage.ledger().confirm(entry.eventId(), TWO_O_CLOCK))
        .isEqualTo(Confirmation.FIRST);

    assertThat(storage.ledger().find(entry.eventId()))
        .contains(Delivery.delivered(entry, TWO_O_CLOCK));
  }

  @Test
  default void keepsTheFirstOfTwoReceipts() {
    StorageUnderTest storage = storage();
    OutboxEntry entry = storage.raised(NOON);
    storage.ledger().confirm(entry.eventId(), TWO_O_CLOCK);

    assertThat(storage.ledger().confirm(entry.eventId(), TWO_O_CLOCK.plusSeconds(60)))
        .isEqualTo(Confirmation.REPEATED);

    assertThat(storage.ledger().find(entry.eventId()))
        .contains(Delivery.delivered(entry, TWO_O_CLOCK));
  }

  @Test
  default void makesNoEntryForAnUnknownReceipt() {
    StorageUnderTest storage = storage();
    EventId unknown = accepted(opened().state().complete(NOON)).events().getFirst().eventId();

    assertThat(storage.ledger().confirm(unknown, TWO_O_CLOCK)).isEqualTo(Confirmation.UNKNOWN);

    assertThat(storage.ledger().find(unknown)).isEmpty();
  }

  @Test
  default void tellsWhatAReceiptFound() {
    StorageUnderTest storage = storage();
    OutboxEntry fast = storage.raised(NOON);
    OutboxEntry resent = storage.raised(NOON);
    OutboxEntry refused = storage.raised(NOON);
    OutboxEntry givenUp = storage.raised(NOON);
    storage.ledger().note(resent.eventId(), attempt(Outcome.ACCEPTED, NOON));
    storage.ledger().note(refused.eventId(), attempt(Outcome.REFUSED, NOON));
    storage.quarantine().enter(givenUp.eventId(), "No use", NOON);

    assertThat(confirm(storage, fast)).isEqualTo(Confirmation.FIRST);
    assertThat(confirm(storage, resent)).isEqualTo(Confirmation.AFTER_RESEND);
    assertThat(confirm(storage, refused)).isEqualTo(Confirmation.AFTER_RESEND);
    assertThat(confirm(storage, givenUp)).isEqualTo(Confirmation.AFTER_RESEND);
    assertThat(confirm(storage, fast)).isEqualTo(Confirmation.REPEATED);
  }

  @Test
  default void liftsAQuarantineWithAReceipt() {
    StorageUnderTest storage = storage();
    OutboxEntry entry = storage.raised(NOON);
    storage.quarantine().enter(entry.eventId(), "No use", NOON);

    confirm(storage, entry);

    assertThat(storage.ledger().find(entry.eventId()))
        .contains(Delivery.delivered(entry, TWO_O_CLOCK));
  }

  @Test
  default void countsResendsAndRefusalsApart() {
    StorageUnderTest storage = storage();
    OutboxEntry entry = storage.raised(NOON);

    storage.ledger().note(entry.eventId(), attempt(Outcome.ACCEPTED, NOON));
    storage.ledger().note(entry.eventId(), attempt(Outcome.REFUSED, NOON.plusSeconds(60)));
    storage.ledger().note(entry.eventId(), attempt(Outcome.ACCEPTED, TWO_O_CLOCK));

    assertThat(storage.ledger().find(entry.eventId()))
        .contains(new Delivery(entry, new State.Pending(1), 2, TWO_O_CLOCK));
  }

  @Test
  default void keepsTheStateOfADeliveredEntryThatIsSentAgain() {
    StorageUnderTest storage = storage();
    OutboxEntry entry = storage.raised(NOON);
    confirm(storage, entry);

    storage.ledger().note(entry.eventId(), attempt(Outcome.ACCEPTED, TWO_O_CLOCK));
    storage.ledger().note(entry.eventId(), attempt(Outcome.REFUSED, TWO_O_CLOCK));

    assertThat(storage.ledger().find(entry.eventId()))
        .contains(new Delivery(entry, new State.Delivered(TWO_O_CLOCK), 1, TWO_O_CLOCK));
    assertThat(storage.backlog().due(TWO_O_CLOCK.plusSeconds(9_999), 10)).isEmpty();
  }

  @Test
  default void makesNoEntryForAnUnknownAttempt() {
    StorageUnderTest storage = storage();
    EventId unknown = accepted(opened().state().complete(NOON)).events().getFirst().eventId();

    storage.ledger().note(unknown, attempt(Outcome.ACCEPTED, NOON));

    assertThat(storage.ledger().find(unknown)).isEmpty();
  }

  private static Confirmation confirm(StorageUnderTest storage, OutboxEntry entry) {
    return storage.ledger().confirm(entry.eventId(), TWO_O_CLOCK);
  }

  private static Attempt attempt(Outcome outcome, Instant at) {
    return new Attempt(outcome, at, at.plusSeconds(120));
  }
}
