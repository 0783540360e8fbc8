package io.fleetfix.application.invoice;

import static io.fleetfix.application.invoice.Office.ID;
import static io.fleetfix.application.invoice.Office.NOW;
import static io.fleetfix.application.invoice.Office.done;
import static io.fleetfix.application.invoice.Office.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.SomeRepairs;
import io.fleetfix.domain.invoice.Correction;
import io.fleetfix.domain.invoice.Credits.Status;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceIssued;
import io.fleetfix.domain.invoice.InvoiceLine;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.domain.tax.VatCategory;
import io.fleetfix.domain.tax.VatRate;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.command.Outcome.NotFound;
import io.fleetfix.outbox.command.Outcome.Refused;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.testing.fixture.Charges;
import io.fleetfix.testing.fixture.Customers;
import io.fleetfix.testing.fixture.Fixtures;
import io.fleetfix.testing.fixture.Sellers;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IssueFurtherInvoiceTest {
  private final Office office = new Office();

  @Test
  void takesThePlaceOfAnInvoiceThatWasCreditedInFull() {
    Invoice first = office.issue(ID);
    done(office.credit(ID));
    office.now = NOW.plusSeconds(60);
    int commits = office.store.commits();

    Invoice further = done(office.issueFurther(ID));

    assertThat(further.number()).hasToString("INV-2025-000002");
    assertThat(further.issuedAt()).isEqualTo(NOW.plusSeconds(60));
    assertThat(further.supplied()).isEqualTo(first.supplied());
    assertThat(further.lines()).isEqualTo(first.lines());
    assertThat(further.billTo()).contains(Customers.PERSON);
    assertThat(office.documents.valid(ID)).contains(further);
    assertThat(office.store.invoices().find(ID).orElseThrow().credits().status())
        .isEqualTo(Status.REPLACED);
    assertThat(office.store.all(Correction.class))
        .contains(new Correction(further.id(), NOW.plusSeconds(60)));
    assertThat(office.store.outbox())
        .endsWith(new InvoiceIssued(ID, "INVOICE#R-123#2", Version.FIRST, NOW.plusSeconds(60)));
    assertThat(office.store.commits()).as("all in one commit").isEqualTo(commits + 1);
  }

  @Test
  void billsAnotherCustomerAndOtherLines() {
    office.issue(ID);
    done(office.credit(ID));
    Charge owed = Charges.without(VatCategory.REVERSE_CHARGE, Charges.LABOUR);

    Invoice further = done(issue(Customers.COMPANY, owed));

    assertThat(further.billTo()).contains(Customers.COMPANY);
    assertThat(further.lines())
        .containsExactly(
            new InvoiceLine(Charges.LABOUR.item(), Vat.none(VatCategory.REVERSE_CHARGE)));
    assertThat(further.total()).isEqualTo(Money.parse("135.00", "EUR"));
  }

  /** The customer of the invoice before, which may be another one than the repair's. */
  @Test
  void keepsTheCustomerOfTheInvoiceBefore() {
    office.issue(ID);
    done(office.credit(ID));
    done(issue(Customers.COMPANY, Charges.PART));
    done(office.credit(ID));

    Invoice third = done(office.issueFurther(ID));

    assertThat(third.billTo()).contains(Customers.COMPANY);
    assertThat(third.lines()).extracting(InvoiceLine::item).containsExactly(Charges.PART.item());
    assertThat(third.id()).hasToString("INVOICE#R-123#3");
  }

  @Test
  void isRefusedWhileTheInvoiceBeforeIsValid() {
    office.issue(ID);

    assertThat(office.issueFurther(ID)).isEqualTo(new Refused<>(Refusal.STILL_VALID));
    assertThat(lastNumber()).isEqualTo(1);
  }

  @Test
  void reportsARepairWithoutAnInvoiceAsNotFound() {
    office.store.put(SomeRepairs.completed());

    assertThat(office.issueFurther(ID)).isEqualTo(new NotFound<>());
  }

  @Test
  void ofTwoAtOnceOneIsIssued() {
    office.issue(ID);
    done(office.credit(ID));
    office.store.overtakeBy(() -> done(office.issueFurther(ID)));

    assertThat(office.issueFurther(ID)).isEqualTo(new Refused<>(Refusal.STILL_VALID));

    assertThat(office.store.all(Invoice.class)).hasSize(2);
    assertThat(lastNumber()).isEqualTo(2);
  }

  @Test
  void aRepeatedRequestIssuesOneInvoice() {
    office.issue(ID);
    done(office.credit(ID));
    CommandOptions once = once("key", 'a');

    Invoice first = done(office.issueFurther(ID, Optional.empty(), Optional.empty(), once));
    Invoice again = done(office.issueFurther(ID, Optional.empty(), Optional.empty(), once));

    assertThat(again).isEqualTo(first);
    assertThat(lastNumber()).isEqualTo(2);
  }

  @Test
  void isRefusedIfTheLawWantsMoreOfTheCustomer() {
    office.issue(ID);
    done(office.credit(ID));
    Customer nameOnly = new Customer("Ada Example", Optional.empty());
    Charge dear =
        new Charge(Item.labour("Engine", Money.parse("1000.00", "EUR")), Optional.empty());
    Charge owed = Charges.without(VatCategory.REVERSE_CHARGE, Charges.LABOUR);

    assertThat(issue(nameOnly, dear)).isEqualTo(new Refused<>(Refusal.ADDRESS_MISSING));
    assertThat(issue(Customers.PERSON, owed)).isEqualTo(new Refused<>(Refusal.VAT_ID_MISSING));
    assertThat(issue(Customers.PERSON, Charges.DISCOUNT))
        .isEqualTo(new Refused<>(Refusal.NEGATIVE_TOTAL));
    assertThat(lastNumber()).isEqualTo(1);
  }

  @Test
  void rejectsARateThatTheWorkshopDoesNotChargeAndTooManyLines() {
    office.issue(ID);
    done(office.credit(ID));
    Charge wrongRate =
        new Charge(Charges.LABOUR.item(), Optional.of(Vat.at(VatRate.parse("rate", "20"))));
    List<Charge> tooMany = Collections.nCopies(201, Charges.LABOUR);

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> issue(Customers.PERSON, Charges.LABOUR, wrongRate))
        .returns("lines[1].vat.rate", InvalidValue::field);
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> issue(Customers.PERSON, tooMany.toArray(Charge[]::new)))
        .returns("lines", InvalidValue::field);
    assertThat(lastNumber()).isEqualTo(1);
  }

  /** All lines alike could be added up, but not with the invoice before. */
  @Test
  void rejectsAnotherCurrencyThanThatOfTheRepair() {
    office.issue(ID);
    done(office.credit(ID));
    Charge dollars =
        new Charge(Item.labour("Engine", Money.parse("10.00", "USD")), Optional.empty());

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> issue(Customers.PERSON, dollars))
        .returns("lines[0].price.currency", InvalidValue::field);
    assertThat(lastNumber()).isEqualTo(1);
  }

  /** What was issued before there was a profile says nothing about VAT. */
  @Test
  void anInvoiceInThePlaceOfADocumentWithoutASellerHasTheUsualVat() {
    office.workshop = Fixtures.WORKSHOP;
    Invoice none = office.issue(ID);
    assertThat(none.seller()).isEmpty();
    assertThat(none.totals().vat().isZero()).isTrue();
    done(office.credit(ID));
    office.workshop = Sellers.germanWorkshop();

    Invoice further = done(office.issueFurther(ID));

    assertThat(further.seller()).isPresent();
    assertThat(further.totals().net()).isEqualTo(none.totals().net());
    assertThat(further.totals().vat()).isEqualTo(Money.parse("32.19", "EUR"));
  }

  @Test
  void waitsWhileTheLastDateIsMoreThanADayAhead() {
    office.issue(ID);
    done(office.credit(ID));
    office.store.lose(office.store.invoices().numbers(office.workshop.creditSeries(), 2025));
    office.now = NOW.minus(InvoiceNumbers.MAX_AHEAD).minusMillis(1);

    assertThatExceptionOfType(InvoiceDateAhead.class).isThrownBy(() -> office.issueFurther(ID));
    assertThat(lastNumber()).isEqualTo(1);
  }

  private Outcome<Invoice, Refusal> issue(Customer customer, Charge... charges) {
    return office.issueFurther(
        ID, Optional.of(customer), Optional.of(List.of(charges)), CommandOptions.NONE);
  }

  private long lastNumber() {
    return office.store.invoices().numbers(office.workshop.series(), 2025).last();
  }
}
