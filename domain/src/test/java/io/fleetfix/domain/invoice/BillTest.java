package io.fleetfix.domain.invoice;

import static io.fleetfix.domain.invoice.SomeBills.ADA;
import static io.fleetfix.domain.invoice.SomeBills.BERLIN;
import static io.fleetfix.domain.invoice.SomeBills.COMPANY;
import static io.fleetfix.domain.invoice.SomeBills.GERMAN;
import static io.fleetfix.domain.invoice.SomeBills.NINETEEN;
import static io.fleetfix.domain.invoice.SomeBills.REVERSE_CHARGE;
import static io.fleetfix.domain.invoice.SomeBills.SEVEN;
import static io.fleetfix.domain.invoice.SomeBills.euros;
import static io.fleetfix.domain.invoice.SomeBills.line;
import static io.fleetfix.domain.invoice.SomeBills.vat;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.SomeRepairs;
import io.fleetfix.domain.seller.Profile;
import io.fleetfix.domain.tax.Vat;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillTest {
  private static final Customer NO_ADDRESS = new Customer("Ada Beispiel", Optional.empty());
  private static final Optional<Profile> NO_PROFILE = Optional.empty();

  @Test
  void givesTheUsualVatToLinesThatStateNone() {
    Charge stated = SomeBills.charge(line("10.00", SEVEN));
    Charge unstated = new Charge(Item.labour("Brakes", euros("100.00")), Optional.empty());

    assertThat(vats(GERMAN, stated, unstated)).containsExactly(SEVEN, NINETEEN);
  }

  @Test
  void statesNoVatWithoutAProfile() {
    Bill bill = Bill.of(SomeRepairs.completed(), NO_PROFILE);

    assertThat(bill.lines()).extracting(InvoiceLine::vat).containsOnly(Vat.NOT_STATED);
    assertThat(bill.totals().gross()).isEqualTo(euros("199.90"));
    assertThat(bill.refusal(NO_PROFILE)).isEmpty();
  }

  @Test
  void isOfTheRepairsCustomerAndWork() {
    Bill bill = Bill.of(SomeRepairs.completed(), Optional.of(GERMAN));

    assertThat(bill.customer()).isEqualTo(SomeRepairs.ADA);
    assertThat(bill.lines()).hasSize(2);
    assertThat(bill.totals().gross()).isEqualTo(euros("237.88"));
  }

  /** Above the law's limit for simplified invoices, a name alone is not enough. */
  @ParameterizedTest
  @CsvSource({
    "DE, , EUR, 210.08, false",
    "DE, , EUR, 210.09, true",
    "AT, , EUR, 336.13, false",
    "AT, , EUR, 336.14, true",
    "FR, , EUR, 126.05, false",
    "FR, , EUR, 126.06, true",
    "NL, , EUR, 84.03, false",
    "NL, , EUR, 84.04, true",
    "GB, , GBP, 210.08, false",
    "GB, , GBP, 210.09, true",
    "GB, , EUR, 0.01, true",
    "DE, , CHF, 0.01, true",
    "US, CA, USD, 0.01, true",
  })
  void needsTheCustomersAddressAboveTheLimit(
      String country, String region, String currency, String net, boolean needed) {
    Profile profile = SomeBills.profile(country, Optional.ofNullable(region), "19");
    Bill bill = bill(NO_ADDRESS, profile, currency, line(net, currency, NINETEEN));

    assertThat(bill.refusal(Optional.of(profile)))
        .isEqualTo(needed ? Optional.of(Refusal.ADDRESS_MISSING) : Optional.empty());
  }

  @Test
  void isNotRefusedIfTheCustomerHasAnAddress() {
    assertThat(refusal(ADA, line("5000.00", NINETEEN))).isEmpty();
  }

  @Test
  void needsTheVatIdOfACustomerWhoOwesTheVat() {
    Customer company =
        new Customer(
            "Fuhrpark",
            Optional.empty(),
            Customer.Kind.COMPANY,
            Optional.of(BERLIN),
            Optional.empty(),
            Optional.empty());

    assertThat(refusal(company, line("0.01", REVERSE_CHARGE))).contains(Refusal.VAT_ID_MISSING);
    assertThat(refusal(COMPANY, line("0.01", REVERSE_CHARGE))).isEmpty();
    assertThat(refusal(company, line("0.01", NINETEEN))).isEmpty();
  }

  /** A simplified invoice can't shift the tax to the customer. */
  @Test
  void needsTheAddressOfACustomerWhoOwesTheVatWhateverTheAmount() {
    Customer company =
        new Customer(
            "Fuhrpark",
            Optional.empty(),
            Customer.Kind.COMPANY,
            Optional.empty(),
            COMPANY.vatId(),
            Optional.empty());

    assertThat(refusal(company, line("0.01", REVERSE_CHARGE))).contains(Refusal.ADDRESS_MISSING);
  }

  @Test
  void isRefusedIfTheTotalOfARateIsNegative() {
    assertThat(refusal(ADA, line("100.00", NINETEEN), line("-0.01", SEVEN)))
        .contains(Refusal.NEGATIVE_TOTAL);
    assertThat(refusal(ADA, line("100.00", NINETEEN), line("-100.00", NINETEEN))).isEmpty();
  }

  @Test
  void isRefusedIfTheTotalIsNegativeWithoutAProfile() {
    Bill bill =
        Bill.of(
            NO_ADDRESS,
            List.of(new Charge(line("-0.01", NINETEEN).item(), Optional.empty())),
            SomeRepairs.EUR,
            NO_PROFILE);

    assertThat(bill.refusal(NO_PROFILE)).contains(Refusal.NEGATIVE_TOTAL);
  }

  @Test
  void isRefusedIfItIsLargerThanARepairCanBe() {
    Charge longest = new Charge(Item.labour("🚗".repeat(500), euros("1.00")), Optional.empty());
    Bill bill =
        Bill.of(ADA, Collections.nCopies(200, longest), SomeRepairs.EUR, Optional.of(GERMAN));

    assertThat(bill.refusal(Optional.of(GERMAN))).contains(Refusal.TOO_LARGE);
    assertThat(bill.refusal(NO_PROFILE)).contains(Refusal.TOO_LARGE);
  }

  /** The workshop learns of the same rates when the invoice is issued, long after the work. */
  @Test
  void usesTheRatesOfTheProfileAtHand() {
    Profile later = SomeBills.profile("DE", Optional.empty(), "16", "7");
    Charge unstated = new Charge(Item.labour("Brakes", euros("100.00")), Optional.empty());

    assertThat(vats(later, unstated)).containsExactly(vat("16"));
  }

  private static List<Vat> vats(Profile profile, Charge... charges) {
    return Bill.of(ADA, List.of(charges), SomeRepairs.EUR, Optional.of(profile)).lines().stream()
        .map(InvoiceLine::vat)
        .toList();
  }

  private static Optional<Refusal> refusal(Customer customer, InvoiceLine... lines) {
    return bill(customer, GERMAN, "EUR", lines).refusal(Optional.of(GERMAN));
  }

  private static Bill bill(
      Customer customer, Profile profile, String currency, InvoiceLine... lines) {
    return Bill.of(
        customer,
        Stream.of(lines).map(SomeBills::charge).toList(),
        Currency.getInstance(currency),
        Optional.of(profile));
  }
}
