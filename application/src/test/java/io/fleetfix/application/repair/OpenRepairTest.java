package io.fleetfix.application.repair;

import static io.fleetfix.application.SomeRepairs.ADA;
import static io.fleetfix.application.SomeRepairs.GOLF;
import static io.fleetfix.application.SomeRepairs.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.invoice.PrintCheck;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairState.Open;
import io.fleetfix.domain.repair.Vehicle;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OpenRepairTest {
  private static final String UNPRINTABLE = "\u6f22";
  private static final String IMPOSSIBLE = "xn--a.example";
  private static final Workshop WORKSHOP =
      new Workshop(Currency.getInstance("JPY"), ZoneOffset.UTC, new InvoiceSeries("INV"));

  @Test
  void storesAnOpenRepairInTheWorkshopsCurrency() {
    RepairStore store = new RepairStore();

    Repair opened =
        opened(openRepair(store).open(GOLF, ADA, "Squeals when braking", CommandOptions.NONE));

    assertThat(opened)
        .isEqualTo(
            new Repair(
                opened.id(),
                Version.FIRST,
                Currency.getInstance("JPY"),
                new Open(),
                GOLF,
                ADA,
                "Squeals when braking",
                List.of(),
                NOW));
    assertThat(store.find(opened.id())).contains(opened);
    assertThat(store.outbox()).isEmpty();
  }

  @Test
  void opensAnotherRepairOnEveryCall() {
    RepairStore store = new RepairStore();
    OpenRepair openRepair = openRepair(store);

    Repair first = opened(openRepair.open(GOLF, ADA, "Squeals when braking", CommandOptions.NONE));
    Repair second = opened(openRepair.open(GOLF, ADA, "Squeals when braking", CommandOptions.NONE));

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(store.commits()).isEqualTo(2);
  }

  @Test
  void doesNotOverwriteARepairWithTheSameId() {
    RepairStore store = new RepairStore();
    Repair first =
        opened(openRepair(store).open(GOLF, ADA, "Squeals when braking", CommandOptions.NONE));

    assertThatExceptionOfType(ConcurrencyConflict.class)
        .isThrownBy(() -> openRepair(store).open(GOLF, ADA, "Does not start", CommandOptions.NONE));

    assertThat(store.theRepair()).isEqualTo(first);
  }

  @Test
  void rejectsABlankComplaintAndCommitsNothing() {
    RepairStore store = new RepairStore();

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> openRepair(store).open(GOLF, ADA, " ", CommandOptions.NONE))
        .returns("complaint", InvalidValue::field);
    assertThat(store.attempts()).isEmpty();
  }

  @Test
  void rejectsAnAddressWhoseDomainCannotExistAndCommitsNothing() {
    RepairStore store = new RepairStore();
    Customer customer = new Customer("Ada Beispiel", "ada@" + IMPOSSIBLE);

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> openRepair(store).open(GOLF, customer, "Squeals", CommandOptions.NONE))
        .returns("customer.email", InvalidValue::field);
    assertThat(store.attempts()).isEmpty();
  }

  @Test
  void storesACustomerWithoutEmail() {
    RepairStore store = new RepairStore();
    Customer customer = new Customer("Ada Beispiel", Optional.empty());

    Repair opened = opened(openRepair(store).open(GOLF, customer, "Squeals", CommandOptions.NONE));

    assertThat(store.find(opened.id()).map(Repair::customer)).contains(customer);
  }

  /** Otherwise boxes would stand for it on the invoice. */
  @Test
  void rejectsANameThatNoFontHasAndCommitsNothing() {
    RepairStore store = new RepairStore();
    Customer customer = new Customer("Wang " + UNPRINTABLE, Optional.empty());
    Vehicle vehicle = new Vehicle("B-FF 2025", "Volkswagen", UNPRINTABLE);

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> openRepair(store).open(GOLF, customer, "Squeals", CommandOptions.NONE))
        .returns("customer.name", InvalidValue::field);
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> openRepair(store).open(vehicle, ADA, "Squeals", CommandOptions.NONE))
        .returns("vehicle.model", InvalidValue::field);
    assertThat(store.attempts()).isEmpty();
  }

  /** The complaint is for the workshop, and on no document. */
  @Test
  void storesAComplaintThatNoFontHas() {
    RepairStore store = new RepairStore();

    opened(openRepair(store).open(GOLF, ADA, UNPRINTABLE, CommandOptions.NONE));

    assertThat(store.theRepair().complaint()).isEqualTo(UNPRINTABLE);
  }

  private static Repair opened(Outcome<Repair, Refusal> outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done<Repair, Refusal>) outcome).state();
  }

  /** Generates the same sequence of ids every time. */
  private static OpenRepair openRepair(RepairStore store) {
    return new OpenRepair(
        store.command(InstantSource.fixed(NOW)),
        WORKSHOP,
        domain -> Optional.of(domain).filter(each -> !each.equals(IMPOSSIBLE)),
        new PrintCheck(text -> text.contains(UNPRINTABLE) ? UNPRINTABLE : ""),
        new SplittableRandom(11),
        InstantSource.fixed(NOW));
  }
}
