package io.fleetfix.application.repair;

import static io.fleetfix.application.repair.SomeRepairs.BRAKES;
import static io.fleetfix.application.repair.SomeRepairs.ID;
import static io.fleetfix.application.repair.SomeRepairs.NOW;
import static io.fleetfix.application.repair.SomeRepairs.OIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.application.port.ConcurrencyConflict;
import io.fleetfix.application.port.StorageUnavailable;
import io.fleetfix.application.repair.RepairOutcome.Done;
import io.fleetfix.application.repair.RepairOutcome.NotFound;
import io.fleetfix.application.repair.RepairOutcome.Refused;
import io.fleetfix.domain.Refusal;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairCompleted;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.RepairState.Completed;
import io.fleetfix.domain.RepairState.Open;
import io.fleetfix.domain.Version;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class CompleteRepairTest {
  @Test
  void commitsTheRepairTogetherWithItsEvent() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());

    RepairOutcome outcome = completeRepair(store).complete(ID);

    Repair completed = SomeRepairs.stored(3, new Completed(NOW), BRAKES);
    assertThat(outcome).isEqualTo(new Done(completed));
    assertThat(store.theRepair()).isEqualTo(completed);
    assertThat(store.outbox()).containsExactly(new RepairCompleted(ID, new Version(3), NOW));
    assertThat(store.commits()).isEqualTo(1);
  }

  @Test
  void answersFromTheStoredStateWhenItIsCompletedAgain() {
    RepairStore store = new RepairStore(SomeRepairs.completed());

    RepairOutcome outcome = completeRepair(store).complete(ID);

    assertThat(outcome).isEqualTo(new Done(SomeRepairs.completed()));
    assertThat(store.attempts()).isEmpty();
  }

  @Test
  void refusesToCompleteACancelledRepair() {
    RepairStore store = new RepairStore(SomeRepairs.cancelled());

    RepairOutcome outcome = completeRepair(store).complete(ID);

    assertThat(outcome).isEqualTo(new Refused(Refusal.CANCELLED));
    assertThat(store.attempts()).isEmpty();
  }

  @Test
  void findsNoUnknownRepair() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());

    RepairOutcome outcome = completeRepair(store).complete(new RepairId("R-9"));

    assertThat(outcome).isEqualTo(new NotFound());
    assertThat(store.attempts()).isEmpty();
  }

  @Test
  void completesWhatSomebodyElseAddedInBetween() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    store.overtakeWith(SomeRepairs.furtherInProgress());

    RepairOutcome outcome = completeRepair(store).complete(ID);

    assertThat(outcome).isEqualTo(new Done(SomeRepairs.stored(4, new Completed(NOW), BRAKES, OIL)));
    assertThat(store.outbox()).containsExactly(new RepairCompleted(ID, new Version(4), NOW));
  }

  @Test
  void answersWithTheOthersCompletionWhenItCameFirst() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    store.overtakeWith(SomeRepairs.completed());

    RepairOutcome outcome = completeRepair(store).complete(ID);

    assertThat(outcome).isEqualTo(new Done(SomeRepairs.completed()));
    assertThat(store.attempts()).hasSize(1);
    assertThat(store.outbox()).isEmpty();
  }

  @Test
  void refusesWhenSomebodyElseCancelledInBetween() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    store.overtakeWith(SomeRepairs.cancelled());

    RepairOutcome outcome = completeRepair(store).complete(ID);

    assertThat(outcome).isEqualTo(new Refused(Refusal.CANCELLED));
    assertThat(store.theRepair()).isEqualTo(SomeRepairs.cancelled());
  }

  @Test
  void throwsTheConflictWhenItIsOvertakenThreeTimes() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    store.overtakeWith(SomeRepairs.stored(3, new Open(), BRAKES));
    store.overtakeWith(SomeRepairs.stored(4, new Open(), BRAKES));
    store.overtakeWith(SomeRepairs.stored(5, new Open(), BRAKES));

    assertThatExceptionOfType(ConcurrencyConflict.class)
        .isThrownBy(() -> completeRepair(store).complete(ID))
        .returns("REPAIR#R-123", ConcurrencyConflict::aggregateId);
    assertThat(store.attempts()).hasSize(3);
    assertThat(store.outbox()).isEmpty();
  }

  @Test
  void doesNotTryAgainWhenTheStoreGivesNoClearAnswer() {
    StorageUnavailable unclear = new StorageUnavailable(new IllegalStateException("timeout"));
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    store.overtakeWith(
        attempt -> {
          throw unclear;
        });

    assertThatThrownBy(() -> completeRepair(store).complete(ID)).isSameAs(unclear);
    assertThat(store.attempts()).hasSize(1);
  }

  private static CompleteRepair completeRepair(RepairStore store) {
    return new CompleteRepair(store, store, InstantSource.fixed(NOW));
  }
}
