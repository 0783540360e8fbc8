package io.fleetfix.application.port;

import static io.fleetfix.application.fixture.Eventually.eventually;
import static io.fleetfix.application.fixture.Fixtures.NOON;
import static io.fleetfix.application.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.application.fixture.Fixtures.accepted;
import static io.fleetfix.application.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.DeliveryLedger.Backlog;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.Repair;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What {@link DeliveryLedger} promises. */
public interface DeliveryLedgerContract {
  StorageUnderTest storage();

  @Test
  default void showsACommittedEventAsPending() {
    StorageUnderTest storage = storage();

    OutboxEntry entry = raiseEvent(storage, NOON);

    assertThat(storage.ledger().find(entry.eventId())).contains(new Delivery(entry, null));
  }

  @Test
  default void showsAConfirmedEventAsDelivered() {
    StorageUnderTest storage = storage();
    OutboxEntry entry = raiseEvent(storage, NOON);

    assertThat(storage.ledger().confirm(entry.eventId(), TWO_O_CLOCK)).isTrue();

    assertThat(storage.ledger().find(entry.eventId())).contains(new Delivery(entry, TWO_O_CLOCK));
  }

  @Test
  default void keepsTheFirstOfTwoReceipts() {
    StorageUnderTest storage = storage();
    OutboxEntry entry = raiseEvent(storage, NOON);
    storage.ledger().confirm(entry.eventId(), TWO_O_CLOCK);

    assertThat(storage.ledger().confirm(entry.eventId(), TWO_O_CLOCK.plusSeconds(60))).isTrue();

    assertThat(storage.ledger().find(entry.eventId())).contains(new Delivery(entry, TWO_O_CLOCK));
  }

  @Test
  default void makesNoEntryForAnUnknownReceipt() {
    StorageUnderTest storage = storage();
    EventId unknown = accepted(opened().state().complete(NOON)).events().getFirst().eventId();

    assertThat(storage.ledger().confirm(unknown, TWO_O_CLOCK)).isFalse();

    assertThat(storage.ledger().find(unknown)).isEmpty();
  }

  @Test
  default void countsWhatIsPendingAndKnowsTheOldest() throws Exception {
    StorageUnderTest storage = storage();
    assertThat(storage.ledger().backlog()).isEqualTo(new Backlog(0, null));
    OutboxEntry newer = raiseEvent(storage, NOON.plusSeconds(5));
    OutboxEntry older = raiseEvent(storage, NOON);
    eventually(() -> assertThat(storage.ledger().backlog()).isEqualTo(new Backlog(2, NOON)));

    storage.ledger().confirm(older.eventId(), TWO_O_CLOCK);
    eventually(
        () ->
            assertThat(storage.ledger().backlog()).isEqualTo(new Backlog(1, NOON.plusSeconds(5))));

    storage.ledger().confirm(newer.eventId(), TWO_O_CLOCK);
    eventually(() -> assertThat(storage.ledger().backlog()).isEqualTo(new Backlog(0, null)));
  }

  private static OutboxEntry raiseEvent(StorageUnderTest storage, Instant at) {
    Change<Repair> opened = opened();
    storage.unitOfWork().commit(opened);
    Change<Repair> completed = accepted(opened.state().complete(at));
    storage.unitOfWork().commit(completed);
    return OutboxEntry.of(completed.events().getFirst());
  }
}
