package io.fleetfix.application.invoice;

import static io.fleetfix.application.invoice.Office.ID;
import static io.fleetfix.application.invoice.Office.NOW;
import static io.fleetfix.application.invoice.Office.done;
import static io.fleetfix.application.invoice.Office.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.SomeRepairs;
import io.fleetfix.domain.invoice.Correction;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.CreditNoteIssued;
import io.fleetfix.domain.invoice.Crediting.Part;
import io.fleetfix.domain.invoice.Credits.Status;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceNumbers.Taking.Taken;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.command.Outcome.Done;
import io.fleetfix.outbox.command.Outcome.KeyReused;
import io.fleetfix.outbox.command.Outcome.NotFound;
import io.fleetfix.outbox.command.Outcome.Refused;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IssueCreditNoteTest {
  private final Office office = new Office();

  @Test
  void issuesTheNoteWithItsNumberItsEventAndWhatIsLeftOfTheInvoice() {
    Invoice invoice = office.issue(ID);
    int commits = office.store.commits();

    CreditNote note = done(office.credit(ID));

    assertThat(note.number()).hasToString("CN-2025-000001");
    assertThat(note.issuedAt()).isEqualTo(NOW);
    assertThat(note.totals()).isEqualTo(invoice.totals());
    assertThat(office.store.all(CreditNote.class)).containsExactly(note);
    assertThat(office.store.all(Correction.class)).containsExactly(new Correction(note.id(), NOW));
    assertThat(office.documents.latest(ID).orElseThrow().credits().status())
        .isEqualTo(Status.CREDITED);
    assertThat(lastNumber("CN")).isEqualTo(1);
    assertThat(lastNumber("INV")).isEqualTo(1);
    assertThat(office.store.outbox())
        .endsWith(new CreditNoteIssued(ID, "CREDIT#R-123#1", Version.FIRST, NOW));
    assertThat(office.store.commits()).as("all in one commit").isEqualTo(commits + 1);
  }

  @Test
  void numbersCreditNotesConsecutivelyInASeriesOfTheirOwn() {
    office.issue(ID);
    office.issue(SomeRepairs.OTHER_ID);

    assertThat(done(credit(part(1, "1.00"))).number()).hasToString("CN-2025-000001");
    assertThat(done(office.credit(SomeRepairs.OTHER_ID)).number()).hasToString("CN-2025-000002");
    assertThat(done(office.credit(ID)).number()).hasToString("CN-2025-000003");
  }

  @Test
  void datesNeverFallAsNumbersRise() {
    office.issue(ID);
    done(credit(part(1, "1.00")));
    office.now = NOW.minusSeconds(3);

    assertThat(done(office.credit(ID)).issuedAt()).isEqualTo(NOW);
  }

  @Test
  void reportsARepairWithoutAnInvoiceAsNotFound() {
    office.store.put(SomeRepairs.completed());

    assertThat(office.credit(ID)).isEqualTo(new NotFound<>());
    assertThat(office.store.attempts()).isZero();
  }

  @Test
  void refusesASecondNoteInFull() {
    office.issue(ID);
    done(office.credit(ID));
    int attempts = office.store.attempts();

    assertThat(office.credit(ID)).isEqualTo(new Refused<>(Refusal.CREDITED));
    assertThat(credit(part(1, "1.00"))).isEqualTo(new Refused<>(Refusal.CREDITED));

    assertThat(office.store.attempts()).isEqualTo(attempts);
    assertThat(lastNumber("CN")).isEqualTo(1);
  }

  @Test
  void takesNoNumberForWhatIsRefused() {
    office.issue(ID);

    assertThat(credit(part(1, "135.01"))).isEqualTo(new Refused<>(Refusal.BEYOND_INVOICE));
    assertThat(credit(part(3, "-10.00"))).isEqualTo(new Refused<>(Refusal.NEGATIVE_CREDIT));

    assertThat(lastNumber("CN")).isZero();
    assertThat(office.documents.latest(ID).orElseThrow().version()).isEqualTo(Version.FIRST);
  }

  @Test
  void rejectsAPartOfNoLineAndAReasonThatCannotBeSeen() {
    office.issue(ID);

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> credit(part(9, "1.00")))
        .returns("lines.line", InvalidValue::field);
    assertThat(office.store.all(CreditNote.class)).isEmpty();
  }

  /** Two people correct the same invoice: one note is issued, and the other is refused. */
  @Test
  void ofTwoAtOnceOneIsIssued() {
    office.issue(ID);
    office.store.overtakeBy(() -> done(office.credit(ID)));

    assertThat(office.credit(ID)).isEqualTo(new Refused<>(Refusal.CREDITED));

    assertThat(office.store.all(CreditNote.class)).hasSize(1);
    assertThat(lastNumber("CN")).isEqualTo(1);
  }

  @Test
  void twoPartsAtOnceAreBothIssuedIfTheInvoiceHasBoth() {
    office.issue(ID);
    office.store.overtakeBy(() -> done(credit(part(1, "100.00"))));

    assertThat(credit(part(1, "35.01"))).isEqualTo(new Refused<>(Refusal.BEYOND_INVOICE));
    office.store.overtakeBy(() -> done(credit(part(2, "1.00"))));
    CreditNote third = done(credit(part(2, "2.00")));

    assertThat(third.id()).hasToString("CREDIT#R-123#3");
    assertThat(third.number()).hasToString("CN-2025-000003");
  }

  @Test
  void takesTheNextNumberAfterANoteForAnotherRepair() {
    office.issue(ID);
    office.issue(SomeRepairs.OTHER_ID);
    office.store.overtakeBy(() -> done(office.credit(SomeRepairs.OTHER_ID)));

    assertThat(done(office.credit(ID)).number()).hasToString("CN-2025-000002");
    assertThat(lastNumber("CN")).isEqualTo(2);
  }

  @Test
  void leavesNoGapAfterThreeConflicts() {
    office.issue(ID);
    for (int n = 0; n < 3; n++) {
      office.store.overtakeBy(this::takeANumber);
    }

    assertThatExceptionOfType(ConcurrencyConflict.class)
        .isThrownBy(() -> office.credit(ID))
        .returns("NUMBERS#CN#2025", ConcurrencyConflict::aggregateId);
    assertThat(office.store.all(CreditNote.class)).isEmpty();

    assertThat(done(office.credit(ID)).number()).hasToString("CN-2025-000004");
  }

  /** Like another process, for a credit note of another repair. */
  private void takeANumber() {
    InvoiceNumbers numbers = office.store.invoices().numbers(office.workshop.creditSeries(), 2025);
    if (numbers.take(1, NOW, office.workshop) instanceof Taken(var taken, var issuedAt)) {
      office.store.put(taken);
    }
  }

  @Test
  void changesNothingIfTheCommitFails() {
    Invoice invoice = office.issue(ID);
    office.store.overtakeBy(
        () -> {
          throw new StorageUnavailable(new IllegalStateException("No answer"));
        });

    assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(() -> office.credit(ID));

    assertThat(office.documents.latest(ID)).contains(invoice);
    assertThat(office.store.all(CreditNote.class)).isEmpty();
    assertThat(lastNumber("CN")).isZero();
  }

  @Test
  void aRepeatedRequestIssuesOneNote() {
    office.issue(ID);

    Outcome<CreditNote, Refusal> first = credit(part(1, "1.00"), once("key", 'a'));
    Outcome<CreditNote, Refusal> again = credit(part(1, "1.00"), once("key", 'a'));

    assertThat(again).isEqualTo(first).isInstanceOf(Done.class);
    assertThat(office.store.all(CreditNote.class)).hasSize(1);
    assertThat(credit(part(1, "2.00"), once("key", 'b'))).isEqualTo(new KeyReused<>());
  }

  /** The answer to the first request was lost, and its client sent it again at the same time. */
  @Test
  void theSameRequestTwiceAtOnceIssuesOneNote() {
    office.issue(ID);
    office.store.overtakeBy(() -> done(credit(part(1, "1.00"), once("key", 'a'))));

    CreditNote note = done(credit(part(1, "1.00"), once("key", 'a')));

    assertThat(office.store.all(CreditNote.class)).containsExactly(note);
  }

  @Test
  void waitsWhileTheLastDateIsMoreThanADayAhead() {
    office.issue(ID);
    done(credit(part(1, "1.00")));
    office.now = NOW.minus(InvoiceNumbers.MAX_AHEAD).minusMillis(1);

    assertThatExceptionOfType(InvoiceDateAhead.class).isThrownBy(() -> office.credit(ID));
    assertThat(lastNumber("CN")).isEqualTo(1);

    office.now = office.now.plus(Duration.ofMillis(1));
    assertThat(done(office.credit(ID)).issuedAt()).isEqualTo(NOW);
  }

  @Test
  void eachNoteRaisesOneEvent() {
    office.issue(ID);
    done(credit(part(1, "1.00")));
    done(office.credit(ID));

    assertThat(office.store.outbox())
        .extracting(DomainEvent::aggregateId)
        .containsExactly("INVOICE#R-123", "CREDIT#R-123#1", "CREDIT#R-123#2");
  }

  private long lastNumber(String series) {
    return office.store.all(InvoiceNumbers.class).stream()
        .filter(numbers -> numbers.series().value().equals(series))
        .mapToLong(InvoiceNumbers::last)
        .sum();
  }

  private Outcome<CreditNote, Refusal> credit(Part part) {
    return credit(part, CommandOptions.NONE);
  }

  private Outcome<CreditNote, Refusal> credit(Part part, CommandOptions options) {
    return office.credit(ID, Optional.of(List.of(part)), options);
  }

  private static Part part(int line, String euros) {
    return new Part(line, Money.parse(euros, "EUR"));
  }
}
