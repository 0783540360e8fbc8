package io.fleetfix.adapter.http.operator;

import io.fleetfix.adapter.http.operator.OutboxResponses.StatusAnswer;
import io.fleetfix.outbox.delivery.InspectOutbox.Status;
import io.fleetfix.outbox.port.ResourceCheck.Result;
import io.fleetfix.outbox.queue.QueueSizes.QueueSize;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** The current status of the outbox, for operators. */
public final class OutboxStatus {
  private final Supplier<Status> status;
  private final LongSupplier resent;
  private final Supplier<List<Result>> resources;
  private final Supplier<List<QueueSize>> queues;

  /**
   * Reports on the outbox and on what its delivery needs.
   *
   * @param status the state of the outbox
   * @param resent how many events this process's sweeper has resent since the start
   * @param resources the results of all checks of what delivery needs, dead letters included
   * @param queues the sizes of all queues, when they were last looked at
   */
  public OutboxStatus(
      Supplier<Status> status,
      LongSupplier resent,
      Supplier<List<Result>> resources,
      Supplier<List<QueueSize>> queues) {
    this.status = status;
    this.resent = resent;
    this.resources = resources;
    this.queues = queues;
  }

  public StatusAnswer answer() {
    Status now = status.get();
    return StatusAnswer.of(
        now, resent.getAsLong(), OutboxHealth.of(now, resources.get()), queues.get());
  }
}
