package io.fleetfix.application.repair;

import static io.fleetfix.application.repair.SomeRepairs.BRAKES;
import static io.fleetfix.application.repair.SomeRepairs.ID;
import static io.fleetfix.application.repair.SomeRepairs.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.repair.RepairOutcome.Done;
import io.fleetfix.application.repair.RepairOutcome.NotFound;
import io.fleetfix.application.repair.RepairOutcome.Refused;
import io.fleetfix.domain.InvalidValue;
import io.fleetfix.domain.Refusal;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairCancelled;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.RepairState.Cancelled;
import io.fleetfix.domain.Version;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class CancelRepairTest {
  @Test
  void commitsTheRepairTogetherWithItsEvent() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());

    RepairOutcome outcome = cancelRepair(store).cancel(ID, "Too expensive");

    Repair cancelled = SomeRepairs.stored(3, new Cancelled(NOW, "Too expensive"), BRAKES);
    assertThat(outcome).isEqualTo(new Done(cancelled));
    assertThat(store.theRepair()).isEqualTo(cancelled);
    assertThat(store.outbox()).containsExactly(new RepairCancelled(ID, new Version(3), NOW));
  }

  @Test
  void keepsTheFirstReasonWhenItIsCancelledAgain() {
    RepairStore store = new RepairStore(SomeRepairs.cancelled());

    RepairOutcome outcome = cancelRepair(store).cancel(ID, "Too expensive");

    assertThat(outcome).isEqualTo(new Done(SomeRepairs.cancelled()));
    assertThat(store.attempts()).isEmpty();
  }

  @Test
  void refusesToCancelACompletedRepair() {
    RepairStore store = new RepairStore(SomeRepairs.completed());

    RepairOutcome outcome = cancelRepair(store).cancel(ID, "Too expensive");

    assertThat(outcome).isEqualTo(new Refused(Refusal.COMPLETED));
    assertThat(store.attempts()).isEmpty();
  }

  @Test
  void refusesWhenSomebodyElseCompletedInBetween() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    store.overtakeWith(SomeRepairs.completed());

    RepairOutcome outcome = cancelRepair(store).cancel(ID, "Too expensive");

    assertThat(outcome).isEqualTo(new Refused(Refusal.COMPLETED));
    assertThat(store.theRepair()).isEqualTo(SomeRepairs.completed());
    assertThat(store.outbox()).isEmpty();
  }

  @Test
  void findsNoUnknownRepair() {
    RepairStore store = new RepairStore();

    assertThat(cancelRepair(store).cancel(new RepairId("R-9"), "Too expensive"))
        .isEqualTo(new NotFound());
  }

  @Test
  void throwsAtABlankReasonAndCommitsNothing() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> cancelRepair(store).cancel(ID, " "))
        .returns("reason", InvalidValue::field);
    assertThat(store.attempts()).isEmpty();
  }

  private static CancelRepair cancelRepair(RepairStore store) {
    return new CancelRepair(store, store, InstantSource.fixed(NOW));
  }
}
