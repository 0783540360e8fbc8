package io.fleetfix.adapter.http.operator;

import io.fleetfix.adapter.http.operator.OutboxResponses.StatusAnswer;
import io.fleetfix.outbox.delivery.InspectOutbox;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The status of the outbox, the same for operators and for health checks. */
public final class OutboxStatus {
  private final InspectOutbox inspect;
  private final LongSupplier resent;
  private final Supplier<List<String>> problems;

  /**
   * Reports on the outbox and on what its delivery needs.
   *
   * @param resent how many events this process's sweeper has resent since the start
   * @param problems which resources for delivery are missing, in words for an operator
   */
  public OutboxStatus(InspectOutbox inspect, LongSupplier resent, Supplier<List<String>> problems) {
    this.inspect = inspect;
    this.resent = resent;
    this.problems = problems;
  }

  public StatusAnswer answer() {
    return StatusAnswer.of(inspect.status(), resent.getAsLong(), problems.get());
  }
}
