package io.fleetfix.adapter.http.repair;

import io.fleetfix.adapter.http.command.Preconditions;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.NotFound;
import io.fleetfix.adapter.http.message.Problem;
import io.fleetfix.adapter.http.repair.RepairResponses.RepairAnswer;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.event.Aggregate;
import io.javalin.http.Context;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What all commands on a repair, or on what belongs to one, have in common. */
final class CommandAnswers {
  private CommandAnswers() {}

  /** The repair that the path names. */
  static RepairId repairId(Context context) {
    String given = context.pathParam("id");
    return RepairId.parse(given).orElseThrow(() -> NotFound.repair(given));
  }

  /** Answers a command that needs no more than the repair. */
  static <A extends Aggregate> void answer(
      Context context, Outcome<A, Refusal> outcome, Consumer<A> done) {
    answer(context, outcome, done, () -> NotFound.repair(context.pathParam("id")));
  }

  /**
   * Answers a command.
   *
   * @param missing says what does not exist
   */
  static <A extends Aggregate> void answer(
      Context context, Outcome<A, Refusal> outcome, Consumer<A> done, Supplier<NotFound> missing) {
    switch (outcome) {
      case Outcome.Done<A, Refusal>(A state) -> done.accept(state);
      case Outcome.NotFound<A, Refusal>() -> throw missing.get();
      case Outcome.KeyReused<A, Refusal>() -> Json.answer(context, Problem.keyReused());
      case Outcome.OtherVersion<A, Refusal>() -> Preconditions.refuse(context);
      case Outcome.Refused<A, Refusal>(Refusal refusal) ->
          Json.answer(context, Problem.refused(refusal));
    }
  }

  /** Answers with a repair and its tag. */
  static void answer(Context context, int status, Repair repair) {
    Preconditions.tag(context, repair);
    Json.answer(context, status, RepairAnswer.of(repair));
  }
}
