package io.fleetfix.application.repair;

import static io.fleetfix.application.repair.SomeRepairs.ADA;
import static io.fleetfix.application.repair.SomeRepairs.GOLF;
import static io.fleetfix.application.repair.SomeRepairs.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.port.ConcurrencyConflict;
import io.fleetfix.domain.InvalidValue;
import io.fleetfix.domain.InvoiceSeries;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairState.Open;
import io.fleetfix.domain.Version;
import io.fleetfix.domain.Workshop;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OpenRepairTest {
  private static final Workshop WORKSHOP =
      new Workshop(Currency.getInstance("JPY"), ZoneOffset.UTC, new InvoiceSeries("INV"));

  @Test
  void storesAnOpenRepairInTheWorkshopsCurrency() {
    RepairStore store = new RepairStore();

    Repair opened = openRepair(store).open(GOLF, ADA, "Squeals when braking");

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

    Repair first = openRepair.open(GOLF, ADA, "Squeals when braking");
    Repair second = openRepair.open(GOLF, ADA, "Squeals when braking");

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(store.commits()).isEqualTo(2);
  }

  @Test
  void leavesARepairAloneThatHasTheSameId() {
    RepairStore store = new RepairStore();
    Repair first = openRepair(store).open(GOLF, ADA, "Squeals when braking");

    assertThatExceptionOfType(ConcurrencyConflict.class)
        .isThrownBy(() -> openRepair(store).open(GOLF, ADA, "Does not start"));

    assertThat(store.theRepair()).isEqualTo(first);
  }

  @Test
  void throwsAtABlankComplaintAndCommitsNothing() {
    RepairStore store = new RepairStore();

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> openRepair(store).open(GOLF, ADA, " "))
        .returns("complaint", InvalidValue::field);
    assertThat(store.attempts()).isEmpty();
  }

  /** Draws the same ids from the start every time. */
  private static OpenRepair openRepair(RepairStore store) {
    return new OpenRepair(
        store, store, store, WORKSHOP, new SplittableRandom(11), InstantSource.fixed(NOW));
  }
}
