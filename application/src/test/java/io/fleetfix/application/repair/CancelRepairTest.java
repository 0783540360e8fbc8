package io.fleetfix.application.repair;

import static io.fleetfix.application.SomeRepairs.BRAKES;
import static io.fleetfix.application.SomeRepairs.ID;
import static io.fleetfix.application.SomeRepairs.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.SomeRepairs;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairCancelled;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairState.Cancelled;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.command.Outcome.Done;
import io.fleetfix.outbox.command.Outcome.NotFound;
import io.fleetfix.outbox.command.Outcome.Refused;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class CancelRepairTest {
  @Test
  void commitsTheRepairTogetherWithItsEvent() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());

    Outcome<Repair, Refusal> outcome =
        cancelRepair(store).cancel(ID, "Too expensive", CommandOptions.NONE);

    Repair cancelled = SomeRepairs.stored(3, new Cancelled(NOW, "Too expensive"), BRAKES);
    assertThat(outcome).isEqualTo(new Done<>(cancelled));
    assertThat(store.theRepair()).isEqualTo(cancelled);
    assertThat(store.outbox()).containsExactly(new RepairCancelled(ID, new Version(3), NOW));
  }

  @Test
  void keepsTheFirstReasonWhenCancelledAgain() {
    RepairStore store = new RepairStore(SomeRepairs.cancelled());

    Outcome<Repair, Refusal> outcome =
        cancelRepair(store).cancel(ID, "Too expensive", CommandOptions.NONE);

    assertThat(outcome).isEqualTo(new Done<>(SomeRepairs.cancelled()));
    assertThat(store.attempts()).isEmpty();
  }

  @Test
  void refusesToCancelACompletedRepair() {
    RepairStore store = new RepairStore(SomeRepairs.completed());

    Outcome<Repair, Refusal> outcome =
        cancelRepair(store).cancel(ID, "Too expensive", CommandOptions.NONE);

    assertThat(outcome).isEqualTo(new Refused<>(Refusal.COMPLETED));
    assertThat(store.attempts()).isEmpty();
  }

  @Test
  void refusesWhenTheRepairIsCompletedConcurrently() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());
    store.overtakeWith(SomeRepairs.completed());

    Outcome<Repair, Refusal> outcome =
        cancelRepair(store).cancel(ID, "Too expensive", CommandOptions.NONE);

    assertThat(outcome).isEqualTo(new Refused<>(Refusal.COMPLETED));
    assertThat(store.theRepair()).isEqualTo(SomeRepairs.completed());
    assertThat(store.outbox()).isEmpty();
  }

  @Test
  void reportsAnUnknownRepairAsNotFound() {
    RepairStore store = new RepairStore();

    assertThat(
            cancelRepair(store).cancel(new RepairId("R-9"), "Too expensive", CommandOptions.NONE))
        .isEqualTo(new NotFound<>());
  }

  @Test
  void rejectsABlankReasonAndCommitsNothing() {
    RepairStore store = new RepairStore(SomeRepairs.inProgress());

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> cancelRepair(store).cancel(ID, " ", CommandOptions.NONE))
        .returns("reason", InvalidValue::field);
    assertThat(store.attempts()).isEmpty();
  }

  private static CancelRepair cancelRepair(RepairStore store) {
    return new CancelRepair(store.command(InstantSource.fixed(NOW)), InstantSource.fixed(NOW));
  }
}
