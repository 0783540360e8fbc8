package io.fleetfix.testing.contract;

import static io.fleetfix.outbox.contracts.Together.together;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.aKey;
import static io.fleetfix.testing.fixture.Fixtures.aRepairId;
import static io.fleetfix.testing.fixture.Fixtures.aRequest;
import static io.fleetfix.testing.fixture.Fixtures.aWorkLine;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.application.port.ConcurrencyConflict;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.Customer;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.Invoice;
import io.fleetfix.domain.InvoiceNumbers;
import io.fleetfix.domain.Notice;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.Request;
import io.fleetfix.domain.Vehicle;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link UnitOfWork} promises. */
public interface UnitOfWorkContract {
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
  default void commitsAChangeWithoutEvents() {
    StorageUnderTest storage = storage();
    Change<Repair> opened = opened();

    storage.unitOfWork().commit(opened);

    assertThat(storage.repairs().find(opened.state().id())).contains(opened.state());
    assertThat(storage.backlog().size().pending()).isZero();
  }

  @Test
  default void givesBackEveryTextAsItWasWritten() {
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
  default void aStaleVersionChangesNeitherStateNorOutbox() {
    StorageUnderTest storage = storage();
    Change<Repair> opened = opened();
    storage.unitOfWork().commit(opened);
    Change<Repair> worked = accepted(opened.state().addWork(aWorkLine("Brake pads", "120.00")));
    storage.unitOfWork().commit(worked);

    Change<Repair> stale = accepted(opened.state().complete(TWO_O_CLOCK));
    assertThatThrownBy(() -> storage.unitOfWork().commit(stale))
        .isInstanceOfSatisfying(
            ConcurrencyConflict.class,
            conflict -> assertThat(conflict.aggregateId()).isEqualTo(stale.state().aggregateId()));

    assertThat(storage.repairs().find(opened.state().id())).contains(worked.state());
    assertThat(storage.ledger().find(stale.events().getFirst().eventId())).isEmpty();
  }

  @Test
  default void refusesToChangeWhatIsNotThere() {
    StorageUnderTest storage = storage();
    Change<Repair> ghost = accepted(opened().state().complete(TWO_O_CLOCK));

    assertThatThrownBy(() -> storage.unitOfWork().commit(ghost))
        .isInstanceOf(ConcurrencyConflict.class);

    assertThat(storage.repairs().find(ghost.state().id())).isEmpty();
    assertThat(storage.ledger().find(ghost.events().getFirst().eventId())).isEmpty();
  }

  @Test
  default void refusesToOpenUnderAnIdThatIsTaken() {
    StorageUnderTest storage = storage();
    Change<Repair> first = opened();
    storage.unitOfWork().commit(first);

    Change<Repair> second = opened(first.state().id(), TWO_O_CLOCK);
    assertThatThrownBy(() -> storage.unitOfWork().commit(second))
        .isInstanceOf(ConcurrencyConflict.class);

    assertThat(storage.repairs().find(first.state().id())).contains(first.state());
  }

  @Test
  default void commitsSeveralChangesTogether() {
    StorageUnderTest storage = storage();
    Repair completed = aCompletedRepair(storage);
    InvoiceNumbers taken = InvoiceNumbers.none(WORKSHOP.series(), 2025).take();
    Change<Invoice> issued = Invoice.issue(completed, taken.newest(), TWO_O_CLOCK);

    storage.unitOfWork().commit(issued, Change.of(taken));

    assertThat(storage.invoices().find(completed.id())).contains(issued.state());
    assertThat(storage.invoices().numbers(WORKSHOP.series(), 2025)).isEqualTo(taken);
    assertThat(eventOf(storage, issued).entry())
        .isEqualTo(OutboxEntry.of(issued.events().getFirst()));
  }

  @Test
  default void oneStaleChangeOfSeveralKeepsAllOfThemOut() {
    StorageUnderTest storage = storage();
    Repair completed = aCompletedRepair(storage);
    InvoiceNumbers taken = InvoiceNumbers.none(WORKSHOP.series(), 2025).take();
    storage.unitOfWork().commit(Change.of(taken));

    Change<Invoice> issued = Invoice.issue(completed, taken.newest(), TWO_O_CLOCK);
    assertThatThrownBy(() -> storage.unitOfWork().commit(issued, Change.of(taken)))
        .isInstanceOf(ConcurrencyConflict.class);

    assertThat(storage.invoices().find(completed.id())).isEmpty();
    assertThat(storage.ledger().find(issued.events().getFirst().eventId())).isEmpty();
    assertThat(storage.invoices().numbers(WORKSHOP.series(), 2025)).isEqualTo(taken);
  }

  @Test
  default void ofManyCommitsOnOneVersionExactlyOneWins() throws Exception {
    StorageUnderTest storage = storage();
    Change<Repair> opened = opened();
    storage.unitOfWork().commit(opened);
    Change<Repair> completed = accepted(opened.state().complete(TWO_O_CLOCK));

    List<Boolean> won = together(16, () -> commits(storage, completed));

    assertThat(won).containsOnlyOnce(true);
    assertThat(storage.repairs().find(opened.state().id())).contains(completed.state());
    assertThat(storage.backlog().size().pending()).isEqualTo(1);
  }

  @Test
  default void writesEachNoticeOnce() {
    StorageUnderTest storage = storage();
    Repair completed = aCompletedRepair(storage);
    EventId eventId = completed.closingEvent().orElseThrow().eventId();
    Change<Notice> posted = Notice.post(eventId, completed, NOON);
    storage.unitOfWork().commit(posted);

    Change<Notice> again = Notice.post(eventId, completed, TWO_O_CLOCK);
    assertThatThrownBy(() -> storage.unitOfWork().commit(again))
        .isInstanceOf(ConcurrencyConflict.class);

    assertThat(storage.notices().find(eventId)).contains(posted.state());
  }

  @Test
  default void aRequestUnderATakenKeyKeepsItsEffectOutToo() {
    StorageUnderTest storage = storage();
    Request first = aRequest(aKey(), NOON);
    storage.unitOfWork().commit(Change.of(first));

    Change<Repair> opened = opened();
    Request second = aRequest(first.key(), first.expiresAt().minusMillis(1));
    assertThatThrownBy(() -> storage.unitOfWork().commit(opened, Change.of(second)))
        .isInstanceOf(ConcurrencyConflict.class);

    assertThat(storage.repairs().find(opened.state().id())).isEmpty();
    assertThat(storage.requests().find(first.key(), second.receivedAt())).contains(first);
  }

  @Test
  default void aStaleEffectKeepsItsRequestOut() {
    StorageUnderTest storage = storage();
    Change<Repair> opened = opened();
    storage.unitOfWork().commit(opened);

    Request request = aRequest(aKey(), NOON);
    assertThatThrownBy(() -> storage.unitOfWork().commit(Change.of(request), opened))
        .isInstanceOf(ConcurrencyConflict.class);

    assertThat(storage.requests().find(request.key(), NOON)).isEmpty();
  }

  @Test
  default void aRequestTakesThePlaceOfAnExpiredOne() {
    StorageUnderTest storage = storage();
    Request first = aRequest(aKey(), NOON);
    storage.unitOfWork().commit(Change.of(first));

    Request second = aRequest(first.key(), first.expiresAt());
    storage.unitOfWork().commit(Change.of(second));

    assertThat(storage.requests().find(first.key(), second.receivedAt())).contains(second);
    Request third = aRequest(first.key(), second.receivedAt().plusMillis(1));
    assertThatThrownBy(() -> storage.unitOfWork().commit(Change.of(third)))
        .isInstanceOf(ConcurrencyConflict.class);
  }

  @Test
  default void ofManyRequestsOverAnExpiredOneExactlyOneWins() throws Exception {
    StorageUnderTest storage = storage();
    Request expired = aRequest(aKey(), NOON);
    storage.unitOfWork().commit(Change.of(expired));
    Change<Request> next = Change.of(aRequest(expired.key(), expired.expiresAt()));

    List<Boolean> won = together(16, () -> commits(storage, next));

    assertThat(won).containsOnlyOnce(true);
    assertThat(storage.requests().find(expired.key(), expired.expiresAt())).contains(next.state());
  }

  @Test
  default void refusesAnEmptyCommit() {
    StorageUnderTest storage = storage();

    assertThatThrownBy(() -> storage.unitOfWork().commit())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  default void refusesTwoChangesOfOneAggregate() {
    StorageUnderTest storage = storage();
    Change<Repair> opened = opened();
    Change<Repair> completed = accepted(opened.state().complete(TWO_O_CLOCK));

    assertThatThrownBy(() -> storage.unitOfWork().commit(opened, completed))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(storage.repairs().find(opened.state().id())).isEmpty();
  }

  @Test
  default void tellsALostEventAgainWithoutTouchingTheState() {
    StorageUnderTest storage = storage();
    Repair completed = aCompletedRepair(storage);
    InvoiceNumbers taken = InvoiceNumbers.none(WORKSHOP.series(), 2025).take();
    Change<Invoice> silent = Invoice.issue(completed, taken.newest(), TWO_O_CLOCK).silent();
    storage.unitOfWork().commit(silent, Change.of(taken));
    Change<Invoice> retold = Change.retelling(silent.state(), silent.state().issuedEvent());
    assertThat(storage.ledger().find(silent.state().issuedEvent().eventId())).isEmpty();

    storage.unitOfWork().commit(retold);

    assertThat(eventOf(storage, retold))
        .isEqualTo(Delivery.pending(OutboxEntry.of(silent.state().issuedEvent())));
    assertThat(storage.invoices().find(completed.id())).contains(silent.state());
  }

  @Test
  default void tellsNoEventAgainThatIsThere() {
    StorageUnderTest storage = storage();
    Repair completed = aCompletedRepair(storage);
    Change<Repair> retold = Change.retelling(completed, completed.closingEvent().orElseThrow());
    storage.ledger().confirm(retold.events().getFirst().eventId(), TWO_O_CLOCK);

    assertThatThrownBy(() -> storage.unitOfWork().commit(retold))
        .isInstanceOf(ConcurrencyConflict.class);

    assertThat(eventOf(storage, retold).isPending()).isFalse();
  }

  @Test
  default void tellsNoEventAgainOfAStateThatIsNotStored() {
    StorageUnderTest storage = storage();
    Repair completed = accepted(opened().state().complete(TWO_O_CLOCK)).state();
    Change<Repair> retold = Change.retelling(completed, completed.closingEvent().orElseThrow());

    assertThatThrownBy(() -> storage.unitOfWork().commit(retold))
        .isInstanceOf(ConcurrencyConflict.class);

    assertThat(storage.ledger().find(retold.events().getFirst().eventId())).isEmpty();
    assertThat(storage.repairs().find(completed.id())).isEmpty();
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

  private static boolean commits(StorageUnderTest storage, Change<?> change) {
    try {
      storage.unitOfWork().commit(change);
      return true;
    } catch (ConcurrencyConflict overtaken) {
      return false;
    }
  }
}
