package io.fleetfix.testing.contract;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.contract.Bills.GERMAN;
import static io.fleetfix.testing.fixture.Fixtures.CUSTOMER;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.domain.invoice.Correction;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.Crediting;
import io.fleetfix.domain.invoice.Credits.Status;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.mail.MailList;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of the stored invoices and credit notes, and of their corrections. */
public interface DocumentsContract {
  StorageUnderTest storage();

  @Test
  default void storesEveryFieldOfAnInvoice() {
    Bills bills = new Bills(storage(), GERMAN);
    RepairId id = bills.completed();

    Invoice stored = bills.invoiced(id);

    Repair repair = storage().repairs().find(id).orElseThrow();
    assertThat(repair.customer()).isEqualTo(Bills.COMPANY.with(CUSTOMER.email()));
    assertThat(stored)
        .isEqualTo(Invoice.issue(repair, GERMAN.profile(), stored.number(), bills.now()).state());
  }

  @Test
  default void storesEveryFieldOfACreditNoteAndWhatIsLeft() {
    Bills bills = new Bills(storage(), GERMAN);
    RepairId id = bills.completed();
    Invoice issued = bills.invoiced(id);
    Money part = new Money(1_000, issued.totals().currency());

    CreditNote note = bills.credited(id, List.of(new Crediting.Part(1, part)));

    assertThat(storage().invoices().find(note.id())).contains(note);
    Invoice left = storage().documents().valid(id).orElseThrow();
    assertThat(left.credits().notes()).isEqualTo(1);
    assertThat(left.credits().credited().getFirst()).isEqualTo(part);
    assertThat(storage().documents().all(id)).containsExactly(left, note);
  }

  @Test
  default void correctsAWrongInvoiceByACreditNoteAndAFurtherInvoice() {
    Bills bills = new Bills(storage(), GERMAN);
    RepairId id = bills.completed();
    Invoice first = bills.invoiced(id);

    CreditNote note = bills.creditedInFull(id);
    assertThat(storage().documents().valid(id)).isEmpty();
    Invoice second = bills.reissued(id, Optional.of(Bills.OTHER_COMPANY));

    assertThat(note.totals()).isEqualTo(first.totals());
    assertThat(note.corrected().number()).isEqualTo(first.number());
    assertThat(second.billTo()).contains(Bills.OTHER_COMPANY);
    assertThat(storage().documents().valid(id)).contains(second);
    assertThat(storage().documents().all(id))
        .extracting(Document::aggregateId)
        .containsExactly("INVOICE#" + id, "CREDIT#" + id + "#1", "INVOICE#" + id + "#2");
    assertThat(storage().documents().latest(id).orElseThrow().credits().status())
        .isEqualTo(Status.VALID);
  }

  @Test
  default void listsLaterDocumentsByTheTimeOfTheirIssue() throws Exception {
    Bills bills = new Bills(storage(), GERMAN);
    RepairId id = bills.completed();
    bills.invoiced(id);
    CreditNote note = bills.creditedInFull(id);
    bills.pass(Duration.ofSeconds(1));
    Invoice second = bills.reissued(id, Optional.empty());

    eventually(
        () ->
            assertThat(corrections())
                .containsExactly(Correction.of(second).state(), Correction.of(note).state()));
  }

  @Test
  default void comparesLaterDocumentsInTheWindowOfTheirIssue() throws Exception {
    Bills bills = new Bills(storage(), GERMAN);
    RepairId id = bills.completed();
    bills.invoiced(id);
    bills.pass(Duration.ofDays(40));
    Instant from = bills.now();
    CreditNote note = bills.creditedInFull(id);
    Invoice second = bills.reissued(id, Optional.empty());

    eventually(
        () ->
            assertThat(raisers(new Window(from, bills.now().plusSeconds(1))))
                .containsExactlyInAnyOrder(note.aggregateId(), second.aggregateId()));
    assertThat(raisers(new Window(from.minus(Duration.ofDays(1)), from))).isEmpty();
    assertThat(raisers(new Window(from.plus(Duration.ofDays(1)), from.plus(Duration.ofDays(2)))))
        .isEmpty();
  }

  @Test
  default void listsTheUnsentMailsOfBothKinds() throws Exception {
    Bills bills = new Bills(storage(), GERMAN);
    RepairId id = bills.completed();
    bills.invoiced(id);
    bills.creditedInFull(id);
    Invoice second = bills.reissued(id, Optional.empty());

    eventually(
        () ->
            assertThat(
                    storage().invoices().list(MailList.UNSENT, new PageRequest(200, null)).items())
                .extracting(Document::aggregateId)
                .contains("INVOICE#" + id, "CREDIT#" + id + "#1", second.aggregateId()));
  }

  @Test
  default void oneOfTwoFurtherInvoicesAtTheSameTimeIsIssued() {
    Bills bills = new Bills(storage(), GERMAN);
    RepairId id = bills.completed();
    bills.invoiced(id);
    bills.creditedInFull(id);
    DoorWithOvertaking door =
        new DoorWithOvertaking(storage().unitOfWork(), () -> bills.reissued(id, Optional.empty()));

    Outcome<Invoice, Refusal> late =
        bills.through(door).reissue(id, Optional.empty(), CommandOptions.NONE);

    assertThat(late).isEqualTo(new Outcome.Refused<>(Refusal.STILL_VALID));
    assertThat(storage().documents().all(id)).hasSize(3);
    assertThat(storage().invoices().numbers(GERMAN.series(), 2025).last()).isEqualTo(2);
  }

  @Test
  default void oneOfTwoFullCreditsAtTheSameTimeIsIssued() {
    Bills bills = new Bills(storage(), GERMAN);
    RepairId id = bills.completed();
    bills.invoiced(id);
    DoorWithOvertaking door =
        new DoorWithOvertaking(storage().unitOfWork(), () -> bills.creditedInFull(id));

    Outcome<CreditNote, Refusal> late =
        bills.through(door).credit(id, Optional.empty(), CommandOptions.NONE);

    assertThat(late).isEqualTo(new Outcome.Refused<>(Refusal.CREDITED));
    assertThat(storage().invoices().numbers(GERMAN.creditSeries(), 2025).last()).isEqualTo(1);
  }

  /** What was read before another commit can't be written: nothing of it. */
  @Test
  default void aStaleCreditIsRefusedAsAWhole() {
    Bills bills = new Bills(storage(), GERMAN);
    RepairId id = bills.completed();
    Invoice issued = bills.invoiced(id);
    storage().unitOfWork().commit(issued.attempted(TWO_O_CLOCK));
    Crediting.Credited stale =
        Crediting.inFull(issued).issue("Wrong customer", issued.number(), TWO_O_CLOCK);

    assertThatExceptionOfType(ConcurrencyConflict.class)
        .isThrownBy(
            () ->
                storage()
                    .unitOfWork()
                    .commit(stale.note(), stale.invoice(), Correction.of(stale.note().state())));

    assertThat(storage().invoices().find(stale.note().state().id())).isEmpty();
    assertThat(storage().documents().valid(id)).isPresent();
  }

  private List<Correction> corrections() {
    return storage().invoices().corrections(new PageRequest(200, null)).items();
  }

  /** The documents that raised events in the window, page by page. */
  private List<String> raisers(Window window) {
    List<String> raisers = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      var page = storage().raisedEvents().between(window, new PageRequest(1, cursor));
      page.items().forEach(raised -> raisers.add(raised.state().aggregateId()));
      cursor = page.nextCursor();
    } while (cursor != null);
    return raisers;
  }
}
