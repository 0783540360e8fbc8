package io.fleetfix.application.repair;

import static io.fleetfix.application.SomeRepairs.BRAKES;
import static io.fleetfix.application.SomeRepairs.ID;
import static io.fleetfix.application.SomeRepairs.NOW;
import static io.fleetfix.application.SomeRepairs.OIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.application.SomeRepairs;
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
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class CompleteRepairTest {
  @Test
  void commitsTheRepairTogetherWithItsEvent() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());

    Outcome<Repair, Refusal> outcome = completeRepair(store).complete(ID, CommandOptions.NONE);

    Repair completed = SomeRepairs.stored(3, new Completed(NOW), BRAKES);
    assertThat(outcome).isEqualTo(new Done<>(completed));
    assertThat(store.theRepair()).isEqualTo(completed);
    assertThat(store.outbox()).containsExactly(new RepairCompleted(ID, new Version(3), NOW));
    assertThat(store.commits()).isEqualTo(1);
  }

  @Test
  void returnsTheStoredStateWhenCompletedAgain() {
    RepairStore store = new RepairStore(SomeRepairs.completed());

    Outcome<Repair, Refusal> outcome = completeRepair(store).complete(ID, CommandOptions.NONE);

    assertThat(outcome).isEqualTo(new Done<>(SomeRepairs.completed()));
    assertThat(store.attempts()).isEmpty();
  }

  @Test
  void refusesToCompleteACancelledRepair() {
    RepairStore store = new RepairStore(SomeRepairs.cancelled());

    Outcome<Repair, Refusal> outcome = completeRepair(store).complete(ID, CommandOptions.NONE);

    assertThat(outcome).isEqualTo(new Refused<>(Refusal.CANCELLED));
    assertThat(store.attempts()).isEmpty();
  }

  @Test
  void reportsAnUnknownRepairAsNotFound() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());

    Outcome<Repair, Refusal> outcome =
        completeRepair(store).complete(new RepairId("R-9"), CommandOptions.NONE);

    assertThat(outcome).isEqualTo(new NotFound<>());
    assertThat(store.attempts()).isEmpty();
  }

  @Test
  void includesConcurrentlyAddedWork() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    store.overtakeWith(SomeRepairs.furtherInProgress());

    Outcome<Repair, Refusal> outcome = completeRepair(store).complete(ID, CommandOptions.NONE);

    assertThat(outcome)
        .isEqualTo(new Done<>(SomeRepairs.stored(4, new Completed(NOW), BRAKES, OIL)));
    assertThat(store.outbox()).containsExactly(new RepairCompleted(ID, new Version(4), NOW));
  }

  @Test
  void returnsAConcurrentCompletion() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    store.overtakeWith(SomeRepairs.completed());

    Outcome<Repair, Refusal> outcome = completeRepair(store).complete(ID, CommandOptions.NONE);

    assertThat(outcome).isEqualTo(new Done<>(SomeRepairs.completed()));
    assertThat(store.attempts()).hasSize(1);
    assertThat(store.outbox()).isEmpty();
  }

  @Test
  void refusesWhenTheRepairIsCancelledConcurrently() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    store.overtakeWith(SomeRepairs.cancelled());

    Outcome<Repair, Refusal> outcome = completeRepair(store).complete(ID, CommandOptions.NONE);

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
        .isThrownBy(() -> completeRepair(store).complete(ID, CommandOptions.NONE))
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

    assertThatThrownBy(() -> completeRepair(store).complete(ID, CommandOptions.NONE))
        .isSameAs(unclear);
    assertThat(store.attempts()).hasSize(1);
  }

  private static CompleteRepair completeRepair(RepairStore store) {
    return new CompleteRepair(store.command(InstantSource.fixed(NOW)), InstantSource.fixed(NOW));
  }
}
