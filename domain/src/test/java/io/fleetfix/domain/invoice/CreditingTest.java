package io.fleetfix.domain.invoice;

import static io.fleetfix.domain.invoice.SomeBills.CREDIT;
import static io.fleetfix.domain.invoice.SomeBills.NINETEEN;
import static io.fleetfix.domain.invoice.SomeBills.NUMBER;
import static io.fleetfix.domain.invoice.SomeBills.SEVEN;
import static io.fleetfix.domain.invoice.SomeBills.euros;
import static io.fleetfix.domain.invoice.SomeBills.invoice;
import static io.fleetfix.domain.invoice.SomeBills.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fleetfix.domain.invoice.CreditNote.Corrected;
import io.fleetfix.domain.invoice.Crediting.Credited;
import io.fleetfix.domain.invoice.Crediting.Part;
import io.fleetfix.domain.invoice.Credits.Status;
import io.fleetfix.domain.invoice.Totals.Rate;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.quantity.Quantity;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.SomeRepairs;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CreditingTest {
  private static final Instant AT = SomeRepairs.LATER.plusSeconds(60);
  private static final Invoice INVOICE =
      invoice(line("120.00", NINETEEN), line("79.90", SEVEN), line("-10.00", NINETEEN));

  @Test
  void creditsAllThatIsInvoiced() {
    Credited credited = Crediting.inFull(INVOICE).issue("Wrong vehicle", CREDIT, AT);

    CreditNote note = credited.note().state();
    assertThat(note.lines()).isEqualTo(INVOICE.lines());
    assertThat(note.totals()).isEqualTo(INVOICE.totals());
    assertThat(credited.invoice().state().credits().status()).isEqualTo(Status.CREDITED);
    assertThat(credited.invoice().state().isCredited()).isTrue();
    assertThat(credited.invoice().state().rest()).isEmpty();
  }

  @Test
  void namesTheInvoiceAndTakesOverWhatItSays() {
    CreditNote note = Crediting.inFull(INVOICE).issue("Wrong vehicle", CREDIT, AT).note().state();

    assertThat(note.corrected()).isEqualTo(new Corrected(1, NUMBER, INVOICE.issuedAt()));
    assertThat(note.number()).isEqualTo(CREDIT);
    assertThat(note.reason()).isEqualTo("Wrong vehicle");
    assertThat(note.seller()).isEqualTo(INVOICE.seller());
    assertThat(note.supplied()).isEqualTo(INVOICE.supplied());
    assertThat(note.issuedAt()).isEqualTo(AT);
  }

  @Test
  void raisesOneEventAndIsTheNextVersionOfTheInvoice() {
    Credited credited = Crediting.inFull(INVOICE).issue("Wrong vehicle", CREDIT, AT);

    assertThat(credited.note().events())
        .containsExactly(new CreditNoteIssued(SomeRepairs.ID, "CREDIT#R-123#1", Version.FIRST, AT));
    assertThat(credited.note().expected()).isEqualTo(Version.NONE);
    assertThat(credited.invoice().events()).isEmpty();
    assertThat(credited.invoice().expected()).isEqualTo(INVOICE.version());
  }

  /** What was invoiced stays as it is: only what became of it changes. */
  @Test
  void leavesTheInvoiceAsItWasIssued() {
    Invoice credited =
        Crediting.inFull(INVOICE).issue("Wrong vehicle", CREDIT, AT).invoice().state();

    assertThat(credited.lines()).isEqualTo(INVOICE.lines());
    assertThat(credited.totals()).isEqualTo(INVOICE.totals());
    assertThat(credited.number()).isEqualTo(NUMBER);
    assertThat(credited.issuedAt()).isEqualTo(INVOICE.issuedAt());
  }

  @Test
  void creditsAPartOfALineAsALumpSum() {
    Credited credited = part(INVOICE, 1, "20.00");

    CreditNote note = credited.note().state();
    assertThat(note.lines()).hasSize(1);
    assertThat(note.lines().getFirst().item().quantity()).isEqualTo(Quantity.ONE);
    assertThat(note.lines().getFirst().net()).isEqualTo(euros("20.00"));
    assertThat(note.totals().rates())
        .containsExactly(new Rate(NINETEEN, euros("20.00"), euros("3.80")));
    assertThat(credited.invoice().state().credits().status()).isEqualTo(Status.VALID);
    assertThat(credited.invoice().state().rest())
        .containsExactly(
            new Part(1, euros("100.00")),
            new Part(2, euros("79.90")),
            new Part(3, euros("-10.00")));
  }

  @Test
  void creditsAWholeLineAsItWasInvoiced() {
    assertThat(part(INVOICE, 2, "79.90").note().state().lines())
        .containsExactly(INVOICE.lines().get(1));
  }

  /** Calculated one by one, 0.0266 of VAT twice would be 0.06 of the 0.05 that were invoiced. */
  @Test
  void severalPartsHaveTheInvoicesVatTogether() {
    Invoice cents = invoice(line("0.28", NINETEEN));

    Credited first = part(cents, 1, "0.14");
    Credited second = part(first.invoice().state(), 1, "0.14");

    Money vat = first.note().state().totals().vat().plus(second.note().state().totals().vat());
    assertThat(cents.totals().vat()).isEqualTo(euros("0.05"));
    assertThat(vat).isEqualTo(euros("0.05"));
    assertThat(second.invoice().state().credits().status()).isEqualTo(Status.CREDITED);
    assertThat(second.note().state().n()).isEqualTo(2);
  }

  @Test
  void refusesAnInvoiceThatIsCreditedInFull() {
    Invoice credited = Crediting.inFull(INVOICE).issue("No", CREDIT, AT).invoice().state();

    assertThat(Crediting.inFull(credited).refusal()).contains(Refusal.CREDITED);
    assertThatIllegalStateException()
        .isThrownBy(() -> Crediting.inFull(credited).issue("Again", CREDIT, AT));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 120.01",
    "1, -0.01",
    "2, 79.91",
    "3, -10.01",
    "3, 0.01",
  })
  void refusesMoreThanTheLineAndTheOtherSign(int line, String net) {
    assertThat(crediting(INVOICE, line, net).refusal()).contains(Refusal.BEYOND_INVOICE);
  }

  @Test
  void refusesMoreThanIsLeft() {
    Invoice partly = part(invoice(line("120.00", NINETEEN)), 1, "100.00").invoice().state();

    assertThat(crediting(partly, 1, "20.01").refusal()).contains(Refusal.BEYOND_INVOICE);
    assertThat(crediting(partly, 1, "20.00").refusal()).isEmpty();
  }

  /** The discount would stay behind and be a negative invoice. */
  @Test
  void refusesAPartThatLeavesLessThanNothing() {
    Invoice discounted = invoice(line("100.00", NINETEEN), line("-10.00", NINETEEN));

    assertThat(crediting(discounted, 1, "90.01").refusal()).contains(Refusal.BEYOND_INVOICE);
    assertThat(crediting(discounted, 1, "90.00").refusal()).isEmpty();
    assertThat(Crediting.inFull(discounted).refusal()).isEmpty();
  }

  /** Taking back a discount alone means that the customer has to pay: a further invoice. */
  @Test
  void refusesANegativeCredit() {
    assertThat(crediting(INVOICE, 3, "-10.00").refusal()).contains(Refusal.NEGATIVE_CREDIT);
  }

  @Test
  void takesBackADiscountTogetherWithWhatItWasFor() {
    Crediting both =
        new Crediting(INVOICE, List.of(new Part(1, euros("120.00")), new Part(3, euros("-10.00"))));

    assertThat(both.issue("Not done", CREDIT, AT).note().state().totals().rates())
        .containsExactly(new Rate(NINETEEN, euros("110.00"), euros("20.90")));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1.00, EUR, lines.line",
    "4, 1.00, EUR, lines.line",
    "-1, 1.00, EUR, lines.line",
    "1, 0.00, EUR, lines.net.amount",
    "1, 1.00, USD, lines.net.currency",
  })
  void rejectsAPartOfNoLine(int line, String amount, String currency, String field) {
    List<Part> parts = List.of(new Part(line, Money.parse(amount, currency)));

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Crediting(INVOICE, parts))
        .returns(field, InvalidValue::field);
  }

  @Test
  void rejectsALineThatIsNamedTwiceAndNoLineAtAll() {
    Part part = new Part(1, euros("1.00"));

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Crediting(INVOICE, List.of(part, part)))
        .returns("lines.line", InvalidValue::field);
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Crediting(INVOICE, List.of()))
        .returns("lines", InvalidValue::field);
  }

  @Test
  void rejectsAReasonThatCannotBeSeen() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Crediting.inFull(INVOICE).issue(" ", CREDIT, AT))
        .returns("reason", InvalidValue::field);
  }

  @Test
  void refusesTheHundredAndFirstCreditNote() {
    Invoice invoice = invoice(line("100.00", NINETEEN));
    for (int n = 1; n <= Repair.MAX_CREDIT_NOTES; n++) {
      Credited credited = part(invoice, 1, "0.01");
      assertThat(credited.note().state().id()).hasToString("CREDIT#R-123#" + n);
      invoice = credited.invoice().state();
    }

    assertThat(Crediting.inFull(invoice).refusal()).contains(Refusal.CREDIT_NOTE_LIMIT);
  }

  /** Otherwise a customer could never get a right invoice in its place. */
  @Test
  void creditsAnInvoiceOfNothing() {
    for (Invoice nothing : List.of(invoice(), invoice(line("0.00", NINETEEN)))) {
      Credited credited = Crediting.inFull(nothing).issue("Work is missing", CREDIT, AT);

      assertThat(credited.note().state().lines()).isEmpty();
      assertThat(credited.note().state().totals().gross()).isEqualTo(euros("0.00"));
      assertThat(credited.invoice().state().credits().status()).isEqualTo(Status.CREDITED);
    }
  }

  private static Credited part(Invoice invoice, int line, String net) {
    return crediting(invoice, line, net).issue("Less work", CREDIT, AT);
  }

  private static Crediting crediting(Invoice invoice, int line, String net) {
    return new Crediting(invoice, List.of(new Part(line, euros(net))));
  }
}
