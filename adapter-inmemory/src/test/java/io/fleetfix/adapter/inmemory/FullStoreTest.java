package io.fleetfix.adapter.inmemory;

import static io.fleetfix.testing.fixture.Fixtures.CUSTOMER;
import static io.fleetfix.testing.fixture.Fixtures.EUR;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.VEHICLE;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.aKey;
import static io.fleetfix.testing.fixture.Fixtures.aRepairId;
import static io.fleetfix.testing.fixture.Fixtures.aWorkLine;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.application.reaction.PostNotice;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.invoice.Crediting;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.IdempotentRequest;
import io.fleetfix.outbox.command.RequestHash;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.inmemory.InMemoryIdempotencyRecords;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.UnitOfWork.StoreFull;
import io.fleetfix.testing.contract.Bills;
import io.fleetfix.testing.contract.StorageUnderTest;
import io.fleetfix.testing.fixture.Fixtures;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A store of 100 KiB: a few dozen small repairs. */
class FullStoreTest {
  private static final long CAPACITY = 100 * 1024;
  private static final PageRequest ALL = new PageRequest(200, null);

  private final InMemoryStore store = new InMemoryStore(WorkshopOutbox.FORMAT, CAPACITY, kinds());
  private final InMemoryWorkshopUnitOfWork unitOfWork = new InMemoryWorkshopUnitOfWork(store);
  private final InMemoryRepairs repairs = new InMemoryRepairs(store);
  private final InMemoryInvoices invoices = new InMemoryInvoices(store);
  private final InMemoryContacts contacts = new InMemoryContacts(store);
  private final InMemoryNotices notices = new InMemoryNotices(store);
  private final InstantSource clock = InstantSource.fixed(NOON);

  private static InMemoryKind<?>[] kinds() {
    List<InMemoryKind<?>> kinds = new ArrayList<>(InMemoryInvoices.KINDS);
    kinds.addAll(List.of(InMemoryRepairs.KIND, InMemoryNotices.KIND, InMemoryContacts.KIND));
    return kinds.toArray(InMemoryKind<?>[]::new);
  }

  @Test
  void theLatestRepairsStayWithInvoicesAndNoticesAndNumbersHaveNoGap() {
    List<Repair> completed = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      Repair repair = completed(opened());
      completed.add(repair);
      numbers.add(invoiced(repair).number().number());
      mailed(repair);
    }

    List<Repair> kept = completed.stream().filter(repair -> isStored(repair)).toList();
    assertThat(kept).hasSizeBetween(20, 60).endsWith(completed.getLast());
    assertThat(kept).isEqualTo(completed.subList(500 - kept.size(), 500));
    assertThat(kept).allMatch(repair -> invoices.find(repair.id()).isPresent());
    assertThat(notices.list(ALL).items()).hasSameSizeAs(kept);
    assertThat(repairs.list(RepairStatus.COMPLETED, ALL).items()).hasSameSizeAs(kept);
    assertThat(numbers).isEqualTo(LongStream.rangeClosed(1, 500).boxed().toList());
    assertThat(store.used()).isBetween(CAPACITY * 9 / 10, CAPACITY);
  }

  @Test
  void openRepairsAndUnsentMailsAreKeptAndNewRepairsAreRefused() {
    List<Repair> opened = new ArrayList<>();
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 500; i++) {
                opened.add(opened());
              }
            })
        .isInstanceOf(StoreFull.class);
    assertThat(opened).hasSizeGreaterThan(20).allMatch(this::isStored);
    assertThatThrownBy(
            () -> {
              Repair repair = opened.getFirst();
              for (int i = 0; i < Repair.MAX_WORK_LINES; i++) {
                repair = worked(repair);
              }
            })
        .isInstanceOf(StoreFull.class);

    List<Repair> completed =
        opened.stream().map(repair -> completed(repairs.find(repair.id()).orElseThrow())).toList();
    completed.forEach(this::invoiced);
    assertThatThrownBy(this::opened).isInstanceOf(StoreFull.class);
    assertThat(completed).allMatch(this::isStored);

    mailed(completed.get(5));
    opened();
    assertThat(completed.stream().filter(repair -> !isStored(repair)))
        .containsExactly(completed.get(5));
  }

  @Test
  void aCancelledRepairGoesOnceItsNoticeIsPosted() {
    Repair cancelled = committed(accepted(opened().cancel("Sold", NOON)));

    fill();
    assertThat(isStored(cancelled)).isTrue();
    noticed(cancelled);
    opened();

    assertThat(isStored(cancelled)).isFalse();
  }

  @Test
  void aCompletedRepairWaitsForItsInvoiceAndItsNotice() {
    Repair withoutInvoice = completed(opened());
    noticed(withoutInvoice);
    Repair withoutNotice = completed(opened());
    issued(withoutNotice);
    mailed(withoutNotice);

    fill();

    assertThat(isStored(withoutInvoice)).isTrue();
    assertThat(isStored(withoutNotice)).isTrue();
  }

  @Test
  void aContactIsStoredInAFullStoreAndGoesWithItsRepair() {
    Repair completed = completed(opened());
    invoiced(completed);
    fill();

    long before = store.used();
    corrected(completed, "a@b.example");
    corrected(completed, "ada@" + "b".repeat(63) + ".example");
    assertThat(contacts.find(completed.id()).map(Contact::version)).contains(new Version(2));
    assertThat(store.used() - before).isBetween(500L, 700L);
    assertThat(isStored(completed)).isTrue();

    mailed(completed);
    opened();
    assertThat(isStored(completed)).isFalse();
    assertThat(contacts.find(completed.id())).isEmpty();
  }

  @Test
  void theNumbersGoOnWhenAllInvoicesWereRemoved() {
    Repair first = completed(opened());
    invoiced(first);
    mailed(first);
    for (int i = 0; i < 200; i++) {
      noticed(committed(accepted(opened().cancel("Sold", NOON))));
    }
    assertThat(isStored(first)).isFalse();

    assertThat(invoiced(completed(opened())).number().number()).isEqualTo(2);
  }

  /** Otherwise the repeated request would credit the same part twice. */
  @Test
  void theRecordOfACreditStaysAsLongAsItsCreditNote() {
    Repair repair = completed(worked(opened()));
    invoiced(repair);
    mailed(repair);
    Bills bills = new Bills(storage(), unitOfWork, WORKSHOP, clock);
    CommandOptions once =
        CommandOptions.once(
            new IdempotentRequest("caller", aKey(), new RequestHash("0".repeat(64))));
    Optional<List<Crediting.Part>> part =
        Optional.of(List.of(new Crediting.Part(1, new Money(1, EUR))));
    bills.credit(repair.id(), part, once); // its mail is not sent, so it can't leave the store
    for (int i = 0; i < 200; i++) {
      noticed(committed(accepted(opened().cancel("Sold", NOON))));
    }

    bills.credit(repair.id(), part, once);

    assertThat(storage().documents().all(repair.id())).hasSize(2);
  }

  private StorageUnderTest storage() {
    return new StorageUnderTest(
        unitOfWork,
        repairs,
        invoices,
        notices,
        contacts,
        new InMemoryIdempotencyRecords(store),
        store.outbox());
  }

  private void fill() {
    assertThatThrownBy(
            () -> {
              while (store.used() <= CAPACITY) {
                opened();
              }
            })
        .isInstanceOf(StoreFull.class);
  }

  private boolean isStored(Repair repair) {
    return repairs.find(repair.id()).isPresent();
  }

  private Repair opened() {
    return committed(Repair.open(aRepairId(), VEHICLE, CUSTOMER, "Brakes squeal", EUR, NOON));
  }

  private Repair worked(Repair repair) {
    return committed(accepted(repair.addWork(aWorkLine("Brake pads", "120.00"))));
  }

  private Repair completed(Repair repair) {
    return committed(accepted(repair.complete(NOON)));
  }

  private Repair committed(Change<Repair> change) {
    unitOfWork.commit(change);
    return change.state();
  }

  private void corrected(Repair repair, String email) {
    Contact contact = Contact.of(repair, contacts.find(repair.id()));
    Optional<EmailAddress> now = Optional.of(EmailAddress.parse("email", email));
    unitOfWork.commit(Change.of(new Contact(repair.id(), contact.version().next(), now)));
  }

  private void noticed(Repair closed) {
    OutboxEntry event = OutboxEntry.of(closed.closingEvent().orElseThrow());
    new PostNotice(repairs, contacts, notices, unitOfWork, clock).on(event);
    store.outbox().confirm(event, NOON);
  }

  private Invoice invoiced(Repair completed) {
    noticed(completed);
    return issued(completed);
  }

  /** The receipts of both events arrive. */
  private Invoice issued(Repair completed) {
    OutboxEntry event = OutboxEntry.of(completed.closingEvent().orElseThrow());
    new IssueInvoice(repairs, invoices, store.outbox(), unitOfWork, WORKSHOP, clock).on(event);
    store.outbox().confirm(event, NOON);
    Invoice invoice = invoices.find(completed.id()).orElseThrow();
    store.outbox().confirm(OutboxEntry.of(invoice.issuedEvent()), NOON);
    return invoice;
  }

  private void mailed(Repair invoiced) {
    Invoice invoice = invoices.find(invoiced.id()).orElseThrow();
    Fixtures.mailed(invoice, new MailStatus.Sent(NOON)).forEach(unitOfWork::commit);
  }
}
