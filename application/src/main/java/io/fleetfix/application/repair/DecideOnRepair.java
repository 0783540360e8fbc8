package io.fleetfix.application.repair;

import io.fleetfix.application.DecideAgain;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.repair.RepairOutcome.Done;
import io.fleetfix.application.repair.RepairOutcome.NotFound;
import io.fleetfix.application.repair.RepairOutcome.OtherVersion;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.Decision;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.Version;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Load, let the repair decide, commit: the same for every command on an existing repair. */
final class DecideOnRepair {
  private final Repairs repairs;
  private final UnitOfWork unitOfWork;
  private final Predicate<Version> meant;

  DecideOnRepair(Repairs repairs, UnitOfWork unitOfWork) {
    this(repairs, unitOfWork, any -> true);
  }

  private DecideOnRepair(Repairs repairs, UnitOfWork unitOfWork, Predicate<Version> meant) {
    this.repairs = repairs;
    this.unitOfWork = unitOfWork;
    this.meant = meant;
  }

  /** The same, for a repair in this version and no other. */
  DecideOnRepair onlyAt(Version version) {
    return new DecideOnRepair(repairs, unitOfWork, version::equals);
  }

  RepairOutcome decide(RepairId id, Function<Repair, Decision> command) {
    return DecideAgain.onConflict(() -> attempt(id, command, unitOfWork::commit));
  }

  /** One attempt, which may meet a conflict; what is accepted is handed over to be committed. */
  RepairOutcome attempt(
      RepairId id, Function<Repair, Decision> command, Consumer<Change<Repair>> commit) {
    return repairs
        .find(id)
        .map(
            repair ->
                meant.test(repair.version())
                    ? carryOut(command.apply(repair), commit)
                    : new OtherVersion())
        .orElseGet(NotFound::new);
  }

  private static RepairOutcome carryOut(Decision decision, Consumer<Change<Repair>> commit) {
    return switch (decision) {
      case Decision.Accepted(var change) -> {
        commit.accept(change);
        yield new Done(change.state());
      }
      case Decision.AlreadyDone(var repair) -> new Done(repair);
      case Decision.Refused(var refusal) -> new RepairOutcome.Refused(refusal);
    };
  }
}
