package io.fleetfix.domain.invoice;

import static io.fleetfix.domain.invoice.SomeBills.COMPANY;
import static io.fleetfix.domain.invoice.SomeBills.CREDIT;
import static io.fleetfix.domain.invoice.SomeBills.GERMAN;
import static io.fleetfix.domain.invoice.SomeBills.NINETEEN;
import static io.fleetfix.domain.invoice.SomeBills.charge;
import static io.fleetfix.domain.invoice.SomeBills.euros;
import static io.fleetfix.domain.invoice.SomeBills.invoice;
import static io.fleetfix.domain.invoice.SomeBills.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fleetfix.domain.invoice.Credits.Status;
import io.fleetfix.domain.invoice.Invoice.Replaced;
import io.fleetfix.domain.mail.Mailing;
import io.fleetfix.domain.repair.Billing;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairState.Completed;
import io.fleetfix.domain.repair.SomeRepairs;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** After a credit note in full, a further invoice takes the place of the wrong one. */
class ReplaceInvoiceTest {
  private static final Instant AT = SomeRepairs.LATER.plusSeconds(120);
  private static final InvoiceNumber NEXT = new InvoiceNumber(new InvoiceSeries("INV"), 2025, 43);
  private static final Invoice VALID = invoice(line("120.00", NINETEEN));
  private static final Invoice CREDITED = credited(VALID);
  private static final Bill BILL =
      Bill.of(
          COMPANY, List.of(charge(line("99.00", NINETEEN))), SomeRepairs.EUR, Optional.of(GERMAN));

  @Test
  void isIssuedForTheSameSupplyWithANumberAndAKeyOfItsOwn() {
    Replaced replaced = replace(CREDITED);

    Invoice issued = replaced.issued().state();
    assertThat(issued.aggregateId()).isEqualTo("INVOICE#R-123#2");
    assertThat(issued.number()).isEqualTo(NEXT);
    assertThat(issued.supplied()).isEqualTo(VALID.supplied());
    assertThat(issued.issuedAt()).isEqualTo(AT);
    assertThat(issued.seller()).contains(GERMAN.seller());
    assertThat(issued.billTo()).contains(COMPANY);
    assertThat(issued.total()).isEqualTo(euros("117.81"));
    assertThat(issued.credits().status()).isEqualTo(Status.VALID);
    assertThat(issued.mailing()).isEqualTo(Mailing.PENDING);
  }

  @Test
  void raisesAnEventOfItsOwnAndMarksTheOneBefore() {
    Replaced replaced = replace(CREDITED);

    assertThat(replaced.issued().events())
        .containsExactly(new InvoiceIssued(SomeRepairs.ID, "INVOICE#R-123#2", Version.FIRST, AT));
    assertThat(replaced.issued().state().issuedEvent().eventId())
        .isNotEqualTo(Invoice.issuedEventId(SomeRepairs.ID));
    assertThat(replaced.old().events()).isEmpty();
    assertThat(replaced.old().expected()).isEqualTo(CREDITED.version());
    assertThat(replaced.old().state().credits().status()).isEqualTo(Status.REPLACED);
    assertThat(replaced.old().state().isCredited()).isTrue();
  }

  /** Credit notes are counted per repair: those of the further invoice go on. */
  @Test
  void goesOnCountingTheCreditNotes() {
    Invoice further = replace(CREDITED).issued().state();

    CreditNote note =
        Crediting.inFull(further).issue("Wrong again", CREDIT, AT.plusSeconds(1)).note().state();

    assertThat(note.id()).hasToString("CREDIT#R-123#2");
    assertThat(note.corrected().n()).isEqualTo(2);
    assertThat(note.corrected().number()).isEqualTo(NEXT);
    assertThat(note.billTo()).contains(COMPANY);
  }

  @Test
  void isImpossibleWhileTheInvoiceIsValidOrWhenItIsReplacedAlready() {
    Invoice partly =
        new Crediting(VALID, List.of(new Crediting.Part(1, euros("1.00"))))
            .issue("Less", CREDIT, AT)
            .invoice()
            .state();
    Invoice replaced = replace(CREDITED).old().state();

    for (Invoice not : List.of(VALID, partly, replaced)) {
      assertThatIllegalStateException().isThrownBy(() -> replace(not));
    }
  }

  /** Such a record lists documents by time. The first invoice needs none. */
  @Test
  void isListedByItsTime() {
    Invoice issued = replace(CREDITED).issued().state();

    Change<Correction> listed = Correction.of(issued);

    assertThat(listed.state()).isEqualTo(new Correction(issued.id(), AT));
    assertThat(listed.state().aggregateId()).isEqualTo("CORRECTION#INVOICE#R-123#2");
    assertThat(listed.expected()).isEqualTo(Version.NONE);
    assertThat(listed.events()).isEmpty();
  }

  @Test
  void noInvoiceIsIssuedForWarrantyWork() {
    Repair underWarranty =
        SomeRepairs.stored(
            4,
            new Completed(SomeRepairs.CLOSED_AT, Billing.WARRANTY),
            SomeRepairs.completed().work());

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Invoice.issue(underWarranty, Optional.of(GERMAN), NEXT, AT));
  }

  /** Completed on New Year's Eve and billed in January: the period is that of the supply. */
  @Test
  void theFirstInvoiceKeepsTheTimeOfTheSupplyAndACopyOfTheSeller() {
    Invoice invoice = Invoice.issue(SomeRepairs.completed(), Optional.of(GERMAN), NEXT, AT).state();

    assertThat(invoice.supplied()).isEqualTo(SomeRepairs.CLOSED_AT);
    assertThat(invoice.issuedAt()).isEqualTo(AT);
    assertThat(invoice.seller()).contains(GERMAN.seller());
    assertThat(invoice.billTo()).isEmpty();
    assertThat(invoice.total()).isEqualTo(euros("237.88"));
  }

  private static Replaced replace(Invoice invoice) {
    return invoice.replace(BILL, Optional.of(GERMAN.seller()), NEXT, AT);
  }

  private static Invoice credited(Invoice invoice) {
    return Crediting.inFull(invoice).issue("Wrong", CREDIT, AT).invoice().state();
  }
}
