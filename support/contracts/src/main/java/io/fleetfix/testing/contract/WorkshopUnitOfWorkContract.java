package io.fleetfix.testing.contract;

import static io.fleetfix.testing.fixture.Fixtures.COMPLAINT;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.VEHICLE;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.aKey;
import static io.fleetfix.testing.fixture.Fixtures.aRepairId;
import static io.fleetfix.testing.fixture.Fixtures.aRequest;
import static io.fleetfix.testing.fixture.Fixtures.aWorkLine;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static io.fleetfix.testing.fixture.Fixtures.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.notice.Notice;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.Vehicle;
import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Every kind of the workshop's aggregates can be committed and read back unchanged. The general
 * guarantees of {@link UnitOfWork} are tested by the outbox's own contract.
 */
public interface WorkshopUnitOfWorkContract {
  StorageUnderTest storage();

  @Test
  default void commitsTheRepairAndItsEventTogether() {
    StorageUnderTest storage = storage();
    Change<Repair> opened = opened();
    storage.unitOfWork().commit(opened);

    Change<Repair> completed = accepted(opened.state().complete(TWO_O_CLOCK));
    storage.unitOfWork().commit(completed);

    assertThat(storage.repairs().find(opened.state().id())).contains(completed.state());
    assertThat(eventOf(storage, completed))
        .isEqualTo(Delivery.pending(OutboxEntry.of(completed.events().getFirst())));
  }

  @Test
  default void readsEveryTextBackUnchanged() {
    StorageUnderTest storage = storage();
    RepairId id = aRepairId();
    Change<Repair> opened =
        Repair.open(
            id,
            new Vehicle("\"B-FF\t123\"", "Škoda\r\nline two", "مرسيدس"),
            new Customer("O'Neill <b>🚗</b> \u0000\u202e", "o'neill+x@bücher.example"),
            "ı İ ß \\ / {} ${x} #",
            WORKSHOP.currency(),
            NOON);
    storage.unitOfWork().commit(opened);
    Change<Repair> worked =
        accepted(opened.state().addWork(aWorkLine("Bremsbeläge — größer", "0.01")));
    storage.unitOfWork().commit(worked);
    Change<Repair> cancelled = accepted(worked.state().cancel("🙅 no\nthanks", TWO_O_CLOCK));
    storage.unitOfWork().commit(cancelled);

    assertThat(storage.repairs().find(id)).contains(cancelled.state());
  }

  @Test
  default void readsARepairWithoutAnEmailBackUnchanged() {
    StorageUnderTest storage = storage();
    Change<Repair> opened =
        Repair.open(
            aRepairId(),
            VEHICLE,
            new Customer("Ada Example", Optional.empty()),
            COMPLAINT,
            WORKSHOP.currency(),
            NOON);
    storage.unitOfWork().commit(opened);
    Change<Repair> worked = accepted(opened.state().addWork(aWorkLine("Oil", "49.90")));
    storage.unitOfWork().commit(worked);

    assertThat(storage.repairs().find(opened.state().id())).contains(worked.state());
  }

  @Test
  default void commitsSeveralChangesTogether() {
    StorageUnderTest storage = storage();
    Repair completed = aCompletedRepair(storage);
    InvoiceNumbers taken = taken(1);
    Change<Invoice> issued = Invoice.issue(completed, taken.newest(1).getFirst(), TWO_O_CLOCK);

    storage.unitOfWork().commit(issued, Change.of(taken));

    assertThat(storage.invoices().find(completed.id())).contains(issued.state());
    assertThat(storage.invoices().numbers(WORKSHOP.series(), 2025)).isEqualTo(taken);
    assertThat(eventOf(storage, issued).entry())
        .isEqualTo(OutboxEntry.of(issued.events().getFirst()));
  }

  @Test
  default void oneStaleChangeRollsBackAllChanges() {
    StorageUnderTest storage = storage();
    Repair completed = aCompletedRepair(storage);
    InvoiceNumbers taken = taken(1);
    storage.unitOfWork().commit(Change.of(taken));

    Change<Invoice> issued = Invoice.issue(completed, taken.newest(1).getFirst(), TWO_O_CLOCK);
    assertThatThrownBy(() -> storage.unitOfWork().commit(issued, Change.of(taken)))
        .isInstanceOf(ConcurrencyConflict.class);

    assertThat(storage.invoices().find(completed.id())).isEmpty();
    assertThat(storage.ledger().find(issued.events().getFirst().eventId())).isEmpty();
    assertThat(storage.invoices().numbers(WORKSHOP.series(), 2025)).isEqualTo(taken);
  }

  @Test
  default void writesANoticeOnce() {
    StorageUnderTest storage = storage();
    Repair completed = aCompletedRepair(storage);
    EventId eventId = completed.closingEvent().orElseThrow().eventId();
    Contact contact = Contact.of(completed, Optional.empty());
    Change<Notice> posted = Notice.post(eventId, completed, contact, NOON);
    storage.unitOfWork().commit(posted);

    Change<Notice> again = Notice.post(eventId, completed, contact, TWO_O_CLOCK);
    assertThatThrownBy(() -> storage.unitOfWork().commit(again))
        .isInstanceOf(ConcurrencyConflict.class);

    assertThat(storage.notices().find(eventId)).contains(posted.state());
  }

  @Test
  default void aStaleChangeRollsBackItsRequest() {
    StorageUnderTest storage = storage();
    Change<Repair> opened = opened();
    storage.unitOfWork().commit(opened);

    IdempotencyRecord request = aRequest(aKey(), NOON);
    assertThatThrownBy(() -> storage.unitOfWork().commit(Change.of(request), opened))
        .isInstanceOf(ConcurrencyConflict.class);

    assertThat(storage.requests().find(request.aggregateId(), NOON)).isEmpty();
  }

  @Test
  default void restoresALostEventOfAnInvoice() {
    StorageUnderTest storage = storage();
    Repair completed = aCompletedRepair(storage);
    InvoiceNumbers taken = taken(1);
    Change<Invoice> issued = Invoice.issue(completed, taken.newest(1).getFirst(), TWO_O_CLOCK);
    storage.unitOfWork().commit(issued.withoutEvents(), Change.of(taken));
    assertThat(storage.ledger().find(issued.events().getFirst().eventId())).isEmpty();

    storage.unitOfWork().restore(new Restoration<>(issued.state(), issued.events()));

    assertThat(eventOf(storage, issued))
        .isEqualTo(Delivery.pending(OutboxEntry.of(issued.events().getFirst())));
    assertThat(storage.invoices().find(completed.id())).contains(issued.state());
  }

  private static Delivery eventOf(StorageUnderTest storage, Change<?> change) {
    return storage.ledger().find(change.events().getFirst().eventId()).orElseThrow();
  }

  private static Repair aCompletedRepair(StorageUnderTest storage) {
    Change<Repair> opened = opened();
    storage.unitOfWork().commit(opened);
    Change<Repair> worked = accepted(opened.state().addWork(aWorkLine("Brake pads", "120.00")));
    storage.unitOfWork().commit(worked);
    Change<Repair> completed = accepted(worked.state().complete(TWO_O_CLOCK));
    storage.unitOfWork().commit(completed);
    return completed.state();
  }
}
