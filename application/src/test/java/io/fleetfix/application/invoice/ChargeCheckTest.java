package io.fleetfix.application.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.domain.contact.Country;
import io.fleetfix.domain.contact.PostalAddress;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.quantity.Quantity;
import io.fleetfix.domain.quantity.Unit;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.LineKind;
import io.fleetfix.domain.repair.Part;
import io.fleetfix.domain.repair.Vehicle;
import io.fleetfix.domain.tax.VatCategory;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.testing.fixture.Charges;
import io.fleetfix.testing.fixture.Fixtures;
import io.fleetfix.testing.fixture.Sellers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a document could not show, or the workshop does not charge, is refused at the door. */
class ChargeCheckTest {
  private static final String HAN = "漢";
  private static final PrintCheck FONTS = new PrintCheck(text -> text.contains(HAN) ? HAN : "");

  @Test
  void acceptsTheRatesOfTheProfileAndNone() {
    for (Charge charge : List.of(Charges.LABOUR, at("19"), at("7"), at("0"))) {
      assertThat(check(Sellers.germanWorkshop(), charge)).isEqualTo(charge);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"20", "19.5", "100"})
  void rejectsARateThatTheWorkshopDoesNotCharge(String percent) {
    rejects(Sellers.germanWorkshop(), at(percent), "vat.rate");
  }

  @Test
  void rejectsCategoriesThatTheProfileDoesNotAllow() {
    Workshop german = Sellers.germanWorkshop();
    Charge exempt = Charges.without(VatCategory.EXEMPT, Charges.LABOUR);

    assertThat(check(german, exempt)).isEqualTo(exempt);
    rejects(Sellers.britishWorkshop(), exempt, "vat.category");
    rejects(german, Charges.without(VatCategory.NOT_STATED, Charges.LABOUR), "vat.category");
    rejects(
        german, Charges.without(VatCategory.SMALL_ENTREPRENEUR, Charges.LABOUR), "vat.category");
    rejects(
        Sellers.californianWorkshop(),
        Charges.without(VatCategory.REVERSE_CHARGE, Charges.LABOUR),
        "vat.category");
  }

  @Test
  void rejectsVatWithoutAProfile() {
    assertThat(check(Fixtures.WORKSHOP, Charges.LABOUR)).isEqualTo(Charges.LABOUR);
    rejects(Fixtures.WORKSHOP, at("19"), "vat");
  }

  @Test
  void rejectsTextsThatNoFontHas() {
    Part number = new Part(Optional.of("1K0 " + HAN), Optional.empty());

    rejects(Fixtures.WORKSHOP, charge("Brakes " + HAN, Part.UNKNOWN), "description");
    rejects(Fixtures.WORKSHOP, charge("Brakes", number), "part.number");
  }

  @Test
  void rejectsNamesAndAddressesThatNoFontHas() {
    rejects(customer(HAN, "Street 1", "Berlin"), "customer.name");
    rejects(customer("Ada", HAN + " 1", "Berlin"), "customer.address");
    rejects(customer("Ada", "Street 1", HAN), "customer.address");
    rejects(new Vehicle(HAN, "VW", "Golf"), "vehicle.registration");
    rejects(new Vehicle("B-FF 123", HAN, "Golf"), "vehicle.make");
    rejects(new Vehicle("B-FF 123", "VW", HAN), "vehicle.model");
  }

  /** The answer names no character: a client would have to show what no font has. */
  @Test
  void saysWhereToFindMoreFonts() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> FONTS.check(customer(HAN, "Street 1", "Berlin")))
        .satisfies(
            refused ->
                assertThat(refused.problem()).contains("docs/invoices.md").doesNotContain(HAN));
  }

  private static void rejects(Customer customer, String field) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> FONTS.check(customer))
        .returns(field, InvalidValue::field);
  }

  private static void rejects(Vehicle vehicle, String field) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> FONTS.check(vehicle))
        .returns(field, InvalidValue::field);
  }

  private static void rejects(Workshop workshop, Charge charge, String field) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> check(workshop, charge))
        .returns(field, InvalidValue::field);
  }

  private static Charge check(Workshop workshop, Charge charge) {
    return new ChargeCheck(workshop, FONTS).checked(charge);
  }

  private static Charge at(String percent) {
    return Charges.at(percent, Charges.LABOUR);
  }

  private static Charge charge(String description, Part part) {
    LineKind kind = part.equals(Part.UNKNOWN) ? LineKind.LABOUR : LineKind.PART;
    Money price = Money.parse("1.00", "EUR");
    return new Charge(
        new Item(kind, description, part, Quantity.ONE, Unit.ONE, price), Optional.empty());
  }

  private static Customer customer(String name, String line, String city) {
    PostalAddress address =
        new PostalAddress(List.of(line), "10115", city, Optional.empty(), new Country("DE"));
    return new Customer(
        name,
        Optional.empty(),
        Customer.Kind.PERSON,
        Optional.of(address),
        Optional.empty(),
        Optional.empty());
  }
}
