package io.fleetfix.application.repair;

import static io.fleetfix.application.SomeRepairs.BRAKES;
import static io.fleetfix.application.SomeRepairs.ID;
import static io.fleetfix.application.SomeRepairs.NOW;
import static io.fleetfix.application.SomeRepairs.OIL;
import static io.fleetfix.application.SomeRepairs.WITHOUT_PROFILE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.application.SomeRepairs;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Billing;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairCompleted;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairState.Completed;
import io.fleetfix.domain.repair.RepairState.Open;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.command.Outcome.Done;
import io.fleetfix.outbox.command.Outcome.NotFound;
import io.fleetfix.outbox.command.Outcome.Refused;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.testing.fixture.Charges;
import io.fleetfix.testing.fixture.Sellers;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CompleteRepairTest {
  @Test
  void commitsTheRepairTogetherWithItsEvent() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());

    Outcome<Repair, Refusal> outcome =
        completeRepair(store).complete(ID, Billing.INVOICE, CommandOptions.NONE);

    Repair completed = SomeRepairs.stored(3, new Completed(NOW), BRAKES);
    assertThat(outcome).isEqualTo(new Done<>(completed));
    assertThat(store.theRepair()).isEqualTo(completed);
    assertThat(store.outbox()).containsExactly(new RepairCompleted(ID, new Version(3), NOW));
    assertThat(store.commits()).isEqualTo(1);
  }

  @Test
  void returnsTheStoredStateWhenCompletedAgain() {
    RepairStore store = new RepairStore(SomeRepairs.completed());

    Outcome<Repair, Refusal> outcome =
        completeRepair(store).complete(ID, Billing.INVOICE, CommandOptions.NONE);

    assertThat(outcome).isEqualTo(new Done<>(SomeRepairs.completed()));
    assertThat(store.attempts()).isEmpty();
  }

  @Test
  void refusesToCompleteACancelledRepair() {
    RepairStore store = new RepairStore(SomeRepairs.cancelled());

    Outcome<Repair, Refusal> outcome =
        completeRepair(store).complete(ID, Billing.INVOICE, CommandOptions.NONE);

    assertThat(outcome).isEqualTo(new Refused<>(Refusal.CANCELLED));
    assertThat(store.attempts()).isEmpty();
  }

  @Test
  void reportsAnUnknownRepairAsNotFound() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());

    Outcome<Repair, Refusal> outcome =
        completeRepair(store).complete(new RepairId("R-9"), Billing.INVOICE, CommandOptions.NONE);

    assertThat(outcome).isEqualTo(new NotFound<>());
    assertThat(store.attempts()).isEmpty();
  }

  @Test
  void includesConcurrentlyAddedWork() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    store.overtakeWith(SomeRepairs.furtherInProgress());

    Outcome<Repair, Refusal> outcome =
        completeRepair(store).complete(ID, Billing.INVOICE, CommandOptions.NONE);

    assertThat(outcome)
        .isEqualTo(new Done<>(SomeRepairs.stored(4, new Completed(NOW), BRAKES, OIL)));
    assertThat(store.outbox()).containsExactly(new RepairCompleted(ID, new Version(4), NOW));
  }

  @Test
  void returnsAConcurrentCompletion() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    store.overtakeWith(SomeRepairs.completed());

    Outcome<Repair, Refusal> outcome =
        completeRepair(store).complete(ID, Billing.INVOICE, CommandOptions.NONE);

    assertThat(outcome).isEqualTo(new Done<>(SomeRepairs.completed()));
    assertThat(store.attempts()).hasSize(1);
    assertThat(store.outbox()).isEmpty();
  }

  @Test
  void refusesWhenTheRepairIsCancelledConcurrently() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    store.overtakeWith(SomeRepairs.cancelled());

    Outcome<Repair, Refusal> outcome =
        completeRepair(store).complete(ID, Billing.INVOICE, CommandOptions.NONE);

    assertThat(outcome).isEqualTo(new Refused<>(Refusal.CANCELLED));
    assertThat(store.theRepair()).isEqualTo(SomeRepairs.cancelled());
  }

  @Test
  void throwsAConflictAfterThreeConcurrentChanges() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    store.overtakeWith(SomeRepairs.stored(3, new Open(), BRAKES));
    store.overtakeWith(SomeRepairs.stored(4, new Open(), BRAKES));
    store.overtakeWith(SomeRepairs.stored(5, new Open(), BRAKES));

    assertThatExceptionOfType(ConcurrencyConflict.class)
        .isThrownBy(() -> completeRepair(store).complete(ID, Billing.INVOICE, CommandOptions.NONE))
        .returns("REPAIR#R-123", ConcurrencyConflict::aggregateId);
    assertThat(store.attempts()).hasSize(3);
    assertThat(store.outbox()).isEmpty();
  }

  @Test
  void doesNotRetryWithoutAClearResponseOfTheStore() {
    StorageUnavailable unclear = new StorageUnavailable(new IllegalStateException("timeout"));
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    store.overtakeWith(
        attempt -> {
          throw unclear;
        });

    assertThatThrownBy(
            () -> completeRepair(store).complete(ID, Billing.INVOICE, CommandOptions.NONE))
        .isSameAs(unclear);
    assertThat(store.attempts()).hasSize(1);
  }

  @Test
  void completesWarrantyWorkWithoutAnInvoice() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());

    completeRepair(store).complete(ID, Billing.WARRANTY, CommandOptions.NONE);
    Outcome<Repair, Refusal> again =
        completeRepair(store).complete(ID, Billing.INVOICE, CommandOptions.NONE);

    Repair completed = SomeRepairs.stored(3, new Completed(NOW, Billing.WARRANTY), BRAKES);
    assertThat(store.theRepair()).isEqualTo(completed);
    assertThat(again).as("keeps its billing").isEqualTo(new Done<>(completed));
    assertThat(store.outbox()).containsExactly(new RepairCompleted(ID, new Version(3), NOW));
  }

  /** The customer would get nothing: the front desk corrects it while the repair is open. */
  @Test
  void refusesWhatCouldNotBeInvoiced() {
    Charge dear =
        new Charge(Item.labour("Engine", Money.parse("1000.00", "EUR")), Optional.empty());

    assertThat(complete(dear, Billing.INVOICE)).isEqualTo(new Refused<>(Refusal.ADDRESS_MISSING));
    assertThat(complete(Charges.DISCOUNT, Billing.INVOICE))
        .isEqualTo(new Refused<>(Refusal.NEGATIVE_TOTAL));
    assertThat(complete(dear, Billing.WARRANTY)).isInstanceOf(Done.class);
  }

  private static Outcome<Repair, Refusal> complete(Charge charge, Billing billing) {
    RepairStore store =
        new RepairStore(Charges.stored(ID, SomeRepairs.ADA, List.of(charge), new Open()));
    return new CompleteRepair(
            store.command(() -> NOW), Sellers.germanWorkshop(), InstantSource.fixed(NOW))
        .complete(ID, billing, CommandOptions.NONE);
  }

  /** Its invoice is issued already, under the rules of that time. */
  @Test
  void completingAgainIsNeverRefused() {
    Repair completed =
        Charges.stored(ID, SomeRepairs.ADA, List.of(Charges.DISCOUNT), new Completed(NOW));
    RepairStore store = new RepairStore(completed);

    assertThat(completeRepair(store).complete(ID, Billing.INVOICE, CommandOptions.NONE))
        .isEqualTo(new Done<>(completed));
  }

  private static CompleteRepair completeRepair(RepairStore store) {
    return new CompleteRepair(
        store.command(InstantSource.fixed(NOW)), WITHOUT_PROFILE, InstantSource.fixed(NOW));
  }
}
