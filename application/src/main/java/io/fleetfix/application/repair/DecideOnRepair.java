package io.fleetfix.application.repair;

import io.fleetfix.application.DecideAgain;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.repair.RepairOutcome.Done;
import io.fleetfix.application.repair.RepairOutcome.NotFound;
import io.fleetfix.domain.Decision;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairId;
import java.util.function.Function;

/** Load, let the repair decide, commit: the same for every command on an existing repair. */
final class DecideOnRepair {
  private final Repairs repairs;
  private final UnitOfWork unitOfWork;

  DecideOnRepair(Repairs repairs, UnitOfWork unitOfWork) {
    this.repairs = repairs;
    this.unitOfWork = unitOfWork;
  }

  RepairOutcome decide(RepairId id, Function<Repair, Decision> command) {
    return DecideAgain.onConflict(
        () ->
            repairs
                .find(id)
                .map(repair -> carryOut(command.apply(repair)))
                .orElseGet(NotFound::new));
  }

  private RepairOutcome carryOut(Decision decision) {
    return switch (decision) {
      case Decision.Accepted(var change) -> {
        unitOfWork.commit(change);
        yield new Done(change.state());
      }
      case Decision.AlreadyDone(var repair) -> new Done(repair);
      case Decision.Refused(var refusal) -> new RepairOutcome.Refused(refusal);
    };
  }
}
