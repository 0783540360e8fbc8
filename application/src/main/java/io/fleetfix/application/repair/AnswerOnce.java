package io.fleetfix.application.repair;

import io.fleetfix.application.DecideAgain;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.Requests;
import io.fleetfix.application.repair.RepairOutcome.Done;
import io.fleetfix.application.repair.RepairOutcome.KeyReused;
import io.fleetfix.domain.Request;
import java.util.function.Supplier;

/**
 * Looks whether a request came before, and only if it did not, lets it have its effect. Of two at
 * the same time one commits; the other meets a conflict, looks again and finds the first.
 */
final class AnswerOnce {
  private final Requests requests;
  private final Repairs repairs;

  AnswerOnce(Requests requests, Repairs repairs) {
    this.requests = requests;
    this.repairs = repairs;
  }

  /**
   * Answers a request that came before from what is stored now.
   *
   * @param request as it is to be stored
   * @param attempt commits the request together with its effect, or commits nothing
   */
  RepairOutcome answer(Request request, Supplier<RepairOutcome> attempt) {
    return DecideAgain.onConflict(
        () ->
            requests
                .find(request.key(), request.receivedAt())
                .map(earlier -> again(request, earlier))
                .orElseGet(attempt));
  }

  private RepairOutcome again(Request request, Request earlier) {
    return request.hash().equals(earlier.hash())
        ? new Done(repairs.find(earlier.answer().repairId()).orElseThrow())
        : new KeyReused();
  }
}
