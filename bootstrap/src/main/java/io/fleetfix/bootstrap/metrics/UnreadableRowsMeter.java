package io.fleetfix.bootstrap.metrics;

import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.paging.Unreadable;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what the log names. */
public final class UnreadableRowsMeter implements ReadProblems {
  private final Counter rows;

  public UnreadableRowsMeter(MeterRegistry registry) {
    this.rows =
        Counter.builder("outbox.unreadable.rows")
            .description(
                "Number of times that this process read a row that it can't read. The log names"
                    + " each row.")
            .register(registry);
  }

  @Override
  public void found(Unreadable row) {
    rows.increment();
  }
}
