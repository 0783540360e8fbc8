package io.fleetfix.application.repair;

import static io.fleetfix.application.SomeRepairs.BRAKES;
import static io.fleetfix.application.SomeRepairs.ID;
import static io.fleetfix.application.SomeRepairs.NOW;
import static io.fleetfix.application.SomeRepairs.OIL;
import static io.fleetfix.application.SomeRepairs.WITHOUT_PROFILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.SomeRepairs;
import io.fleetfix.application.invoice.ChargeCheck;
import io.fleetfix.application.invoice.PrintCheck;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.LineId;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairState.Open;
import io.fleetfix.domain.repair.WorkLine;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.domain.tax.VatRate;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.Outcome.Done;
import io.fleetfix.outbox.command.Outcome.NotFound;
import io.fleetfix.outbox.command.Outcome.OtherVersion;
import io.fleetfix.outbox.command.Outcome.Refused;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.testing.fixture.Customers;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Lines and customers are corrected in the store, once, and only while the repair is open. */
class CorrectRepairTest {
  private static final String HAN = "漢";
  private static final PrintCheck FONTS = new PrintCheck(text -> text.contains(HAN) ? HAN : "");
  private static final Charge REAR = charge("Brake pads, rear", "EUR");

  private final RepairStore store = new RepairStore(SomeRepairs.inProgress());
  private final CorrectWork correctWork =
      new CorrectWork(store.command(() -> NOW), new ChargeCheck(WITHOUT_PROFILE, FONTS));
  private final ChangeCustomer changeCustomer = new ChangeCustomer(store.command(() -> NOW), FONTS);

  @Test
  void correctsALine() {
    assertThat(correct(REAR)).isEqualTo(new Done<>(store.theRepair()));

    assertThat(store.theRepair().work()).containsExactly(new WorkLine(BRAKES.lineId(), REAR));
    assertThat(store.outbox()).isEmpty();
  }

  @Test
  void repeatedCorrectionsChangeNothing() {
    correct(REAR);
    Repair corrected = store.theRepair();

    assertThat(correct(REAR)).isEqualTo(new Done<>(corrected));

    assertThat(store.theRepair()).isEqualTo(corrected);
    assertThat(store.commits()).isEqualTo(1);
  }

  @Test
  void removesALine() {
    assertThat(correctWork.remove(ID, BRAKES.lineId(), CommandOptions.NONE))
        .isEqualTo(new Done<>(store.theRepair()));

    assertThat(store.theRepair().work()).isEmpty();
    assertThat(correctWork.remove(ID, BRAKES.lineId(), CommandOptions.NONE))
        .isEqualTo(new Refused<>(Refusal.UNKNOWN_LINE));
  }

  @Test
  void keepsALineThatIsAddedAtTheSameTime() {
    store.overtakeWith(SomeRepairs.furtherInProgress());

    correctWork.remove(ID, BRAKES.lineId(), CommandOptions.NONE);

    assertThat(store.theRepair()).isEqualTo(SomeRepairs.stored(4, new Open(), OIL));
  }

  @Test
  void changesOnlyTheVersionThatWasSeen() {
    CommandOptions other = CommandOptions.onlyAt(new Version(9));

    assertThat(correctWork.correct(ID, BRAKES.lineId(), REAR, other))
        .isEqualTo(new OtherVersion<>());
    assertThat(correctWork.remove(ID, BRAKES.lineId(), other)).isEqualTo(new OtherVersion<>());
    assertThat(changeCustomer.change(ID, Customers.COMPANY, other)).isEqualTo(new OtherVersion<>());
    assertThat(store.attempts()).isEmpty();
  }

  @Test
  void refusesOnceTheRepairIsCompletedConcurrently() {
    store.overtakeWith(SomeRepairs.completed());

    assertThat(correct(REAR)).isEqualTo(new Refused<>(Refusal.COMPLETED));
    assertThat(store.theRepair()).isEqualTo(SomeRepairs.completed());
    assertThat(changeCustomer.change(ID, Customers.COMPANY, CommandOptions.NONE))
        .isEqualTo(new Refused<>(Refusal.COMPLETED));
  }

  @Test
  void reportsAnUnknownRepairOrLine() {
    RepairId unknown = new RepairId("R-9");

    assertThat(correctWork.correct(unknown, BRAKES.lineId(), REAR, CommandOptions.NONE))
        .isEqualTo(new NotFound<>());
    assertThat(changeCustomer.change(unknown, Customers.COMPANY, CommandOptions.NONE))
        .isEqualTo(new NotFound<>());
    assertThat(correctWork.correct(ID, new LineId("L-9"), REAR, CommandOptions.NONE))
        .isEqualTo(new Refused<>(Refusal.UNKNOWN_LINE));
  }

  @Test
  void checksTheChargeBeforeAnythingIsStored() {
    Vat vat = Vat.at(VatRate.parse("rate", "19"));

    rejects(charge("Brakes " + HAN, "EUR"), "description");
    rejects(charge("Brakes", "USD"), "price.currency");
    rejects(new Charge(REAR.item(), Optional.of(vat)), "vat");
    assertThat(store.attempts()).isEmpty();
  }

  @Test
  void changesWhoPaysAndKeepsTheEmailAddressOfTheOpening() {
    changeCustomer.change(ID, Customers.COMPANY, CommandOptions.NONE);
    Repair changed = store.theRepair();
    changeCustomer.change(ID, Customers.COMPANY, CommandOptions.NONE);

    assertThat(changed.customer()).isEqualTo(Customers.COMPANY.with(SomeRepairs.ADA.email()));
    assertThat(store.theRepair()).isEqualTo(changed);
  }

  @Test
  void rejectsACustomerThatNoFontHas() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(
            () ->
                changeCustomer.change(ID, new Customer(HAN, Optional.empty()), CommandOptions.NONE))
        .returns("customer.name", InvalidValue::field);
    assertThat(store.attempts()).isEmpty();
  }

  private void rejects(Charge charge, String field) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> correct(charge))
        .returns(field, InvalidValue::field);
  }

  private Object correct(Charge charge) {
    return correctWork.correct(ID, BRAKES.lineId(), charge, CommandOptions.NONE);
  }

  private static Charge charge(String description, String currency) {
    return new Charge(Item.labour(description, Money.parse("110.00", currency)), Optional.empty());
  }
}
