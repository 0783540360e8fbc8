package io.fleetfix.adapter.http.operator;

import io.fleetfix.adapter.http.operator.OutboxResponses.StatusAnswer;
import io.fleetfix.outbox.delivery.InspectOutbox;
import io.fleetfix.outbox.delivery.InspectOutbox.Status;
import io.fleetfix.outbox.port.ResourceCheck.Result;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The status of the outbox, the same for operators and for health checks. */
public final class OutboxStatus {
  private final InspectOutbox inspect;
  private final LongSupplier resent;
  private final Supplier<List<Result>> resources;

  /**
   * Reports on the outbox and on what its delivery needs.
   *
   * @param resent how many events this process's sweeper has resent since the start
   * @param resources the results of all checks of what delivery needs
   */
  public OutboxStatus(
      InspectOutbox inspect, LongSupplier resent, Supplier<List<Result>> resources) {
    this.inspect = inspect;
    this.resent = resent;
    this.resources = resources;
  }

  public StatusAnswer answer() {
    Status status = inspect.status();
    return StatusAnswer.of(status, resent.getAsLong(), OutboxHealth.of(status, resources.get()));
  }
}
