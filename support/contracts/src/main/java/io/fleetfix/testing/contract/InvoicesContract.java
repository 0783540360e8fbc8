package io.fleetfix.testing.contract;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.fixture.Fixtures.LONGEST;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.aRepairId;
import static io.fleetfix.testing.fixture.Fixtures.aWorkLine;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.largest;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static io.fleetfix.testing.fixture.Fixtures.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.mail.MailList;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.mail.MailStatus.Waiting.Cause;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of {@link Invoices}. */
public interface InvoicesContract {
  StorageUnderTest storage();

  @Test
  default void findsNoInvoiceBeforeItIsIssued() {
    assertThat(storage().invoices().find(aRepairId())).isEmpty();
  }

  @Test
  default void findsAnInvoiceRightAfterItsCommit() {
    StorageUnderTest storage = storage();
    Repair opened = opened().state();
    Repair worked = accepted(opened.addWork(aWorkLine("Wiper 🌧", "9.90"))).state();
    Repair completed = accepted(worked.complete(NOON)).state();
    InvoiceNumbers taken = taken(1);
    Change<Invoice> issued = Invoice.issue(completed, taken.newest(1).getFirst(), TWO_O_CLOCK);

    storage.unitOfWork().commit(issued, Change.of(taken));

    assertThat(storage.invoices().find(completed.id())).contains(issued.state());
  }

  /** Every status, with and without a request. */
  static List<MailStatus> outcomes() {
    return List.of(
        new MailStatus.Sent(TWO_O_CLOCK.plusMillis(7)),
        new MailStatus.Waiting(TWO_O_CLOCK, Cause.MAIL, "450 \"Later\" 🚗"),
        new MailStatus.Waiting(TWO_O_CLOCK, Cause.SERVER, "421 Busy"),
        new MailStatus.Undeliverable("550 \"No\" such user 🚗"),
        new MailStatus.Refused("552 Too large"),
        new MailStatus.ToBePrinted());
  }

  @ParameterizedTest
  @MethodSource("io.fleetfix.testing.contract.InvoicesContract#outcomes")
  default void storesTheStatusOfTheMail(MailStatus outcome) {
    StorageUnderTest storage = storage();
    Invoice issued = issued(storage);
    Change<Document> attempted = issued.attempted(TWO_O_CLOCK);
    storage.unitOfWork().commit(attempted);
    assertThat(storage.invoices().find(issued.id())).contains(attempted.state());

    Change<Document> ended = attempted.state().ended(1, outcome).orElseThrow();
    storage.unitOfWork().commit(ended);
    assertThat(storage.invoices().find(issued.id())).contains(ended.state());

    Change<Document> requested =
        accepted(
            ended
                .state()
                .requestMail(
                    Optional.of(new EmailAddress("bo@example.com")), TWO_O_CLOCK.plusSeconds(9)));
    storage.unitOfWork().commit(requested);
    assertThat(storage.invoices().find(issued.id())).contains(requested.state());
  }

  /** An attempt is a claim: of several processes that see the same invoice, one gets it. */
  @Test
  default void onlyOneOfTwoAttemptsIsClaimed() {
    StorageUnderTest storage = storage();
    Invoice issued = issued(storage);
    storage.unitOfWork().commit(issued.attempted(TWO_O_CLOCK));

    assertThatExceptionOfType(ConcurrencyConflict.class)
        .isThrownBy(() -> storage.unitOfWork().commit(issued.attempted(TWO_O_CLOCK)));
  }

  @ParameterizedTest
  @MethodSource("io.fleetfix.testing.contract.InvoicesContract#outcomes")
  default void listsAnInvoiceAsLongAsItsMailHasTheStatus(MailStatus outcome) {
    StorageUnderTest storage = storage();
    Invoice issued = issued(storage);
    assertThat(listed(storage, MailList.UNSENT)).contains(issued);

    Change<Document> attempted = issued.attempted(TWO_O_CLOCK);
    storage.unitOfWork().commit(attempted);
    Document ended = attempted.state().ended(1, outcome).orElseThrow().state();
    storage.unitOfWork().commit(Change.of(ended));

    for (MailList list : MailList.values()) {
      boolean member = MailList.of(outcome).equals(Optional.of(list));
      assertThat(listed(storage, list).contains(ended)).as(list.name()).isEqualTo(member);
    }
  }

  @Test
  default void endsPagesOfInvoicesByBytes() throws Exception {
    StorageUnderTest storage = storage();
    for (int number = 1; number <= 5; number++) {
      storage
          .unitOfWork()
          .commit(
              Invoice.issue(
                  accepted(largest(NOON).state().complete(NOON)).state(),
                  new InvoiceNumber(WORKSHOP.series(), 2025, number),
                  TWO_O_CLOCK.plusSeconds(number)));
    }

    eventually(() -> assertThat(pagesOfUnsent(storage)).containsExactly(2, 2, 1));
  }

  /** The number of invoices on each page. */
  private static List<Integer> pagesOfUnsent(StorageUnderTest storage) {
    List<Integer> sizes = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      Page<Document> page =
          storage.invoices().list(MailList.UNSENT, new PageRequest(PageRequest.MAX_LIMIT, cursor));
      sizes.add(page.items().size());
      cursor = page.nextCursor();
    } while (cursor != null);
    return sizes;
  }

  private static List<Document> listed(StorageUnderTest storage, MailList list) {
    return storage.invoices().list(list, new PageRequest(PageRequest.MAX_LIMIT, null)).items();
  }

  private static Invoice issued(StorageUnderTest storage) {
    InvoiceNumber number = new InvoiceNumber(WORKSHOP.series(), 2025, 1);
    Change<Invoice> issued =
        Invoice.issue(accepted(opened().state().complete(NOON)).state(), number, TWO_O_CLOCK);
    storage.unitOfWork().commit(issued);
    return issued.state();
  }

  /** A queue hands over up to ten events at once, and their invoices are one commit. */
  @Test
  default void storesTenOfTheLargestInvoicesInOneCommit() {
    StorageUnderTest storage = storage();
    InvoiceNumbers taken = taken(10);
    List<Change<Invoice>> issued =
        taken.newest(10).stream()
            .map(
                number ->
                    Invoice.issue(
                        accepted(largest(NOON).state().complete(NOON)).state(),
                        number,
                        TWO_O_CLOCK))
            .toList();

    storage
        .unitOfWork()
        .commit(
            Stream.concat(issued.stream(), Stream.of(Change.of(taken))).toArray(Change<?>[]::new));

    for (Change<Invoice> each : issued) {
      Invoice stored = storage.invoices().find(each.state().repairId()).orElseThrow();
      assertThat(stored.equals(each.state())).isTrue();
      Change<Document> attempted = stored.attempted(TWO_O_CLOCK);
      storage.unitOfWork().commit(attempted);
      storage
          .unitOfWork()
          .commit(attempted.state().ended(1, new MailStatus.Refused(LONGEST)).orElseThrow());
    }
  }

  @Test
  default void hasTakenNoNumberInitially() {
    assertThat(storage().invoices().numbers(WORKSHOP.series(), 2025))
        .isEqualTo(InvoiceNumbers.none(WORKSHOP.series(), 2025));
  }

  @Test
  default void keepsSeriesAndYearsApart() {
    StorageUnderTest storage = storage();
    InvoiceNumbers first = taken(1);
    InvoiceNumbers second = taken(first, 1);

    storage.unitOfWork().commit(Change.of(first));
    storage.unitOfWork().commit(Change.of(second));

    Invoices invoices = storage.invoices();
    InvoiceSeries other = new InvoiceSeries("INV2");
    assertThat(invoices.numbers(WORKSHOP.series(), 2025)).isEqualTo(second);
    assertThat(invoices.numbers(WORKSHOP.series(), 2026).last()).isZero();
    assertThat(invoices.numbers(other, 2025).last()).isZero();
  }
}
