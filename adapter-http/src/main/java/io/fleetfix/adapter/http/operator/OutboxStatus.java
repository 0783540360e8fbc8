package io.fleetfix.adapter.http.operator;

import io.fleetfix.adapter.http.operator.OutboxResponses.StatusAnswer;
import io.fleetfix.outbox.delivery.InspectOutbox;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** How the outbox is, in the words that operators and supervisors get alike. */
public final class OutboxStatus {
  private final InspectOutbox inspect;
  private final LongSupplier resent;
  private final Supplier<List<String>> problems;

  /**
   * Asks nothing yet.
   *
   * @param resent how many events this process has sent again on its own, since its start
   * @param problems what is missing of what events need on their way, in words for an operator
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
