package io.fleetfix.bootstrap.metrics;

import io.fleetfix.outbox.delivery.Finding;
import io.fleetfix.outbox.delivery.SweepOutbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/** Counts what sweeper and reconciliation had to repair. Normally both stay at zero. */
public final class UpkeepMeters {
  private final Counter resent;
  private final Counters<Finding.Kind> mismatches;

  /**
   * Registers the counters.
   *
   * @param kinds every kind of mismatch that reconciliation can find
   */
  public UpkeepMeters(List<Finding.Kind> kinds, MeterRegistry registry) {
    this.resent =
        Counter.builder("outbox.resent")
            .description("Number of events that this process's sweeper sent again.")
            .register(registry);
    this.mismatches =
        new Counters<>(
            kinds,
            Finding.Kind::name,
            Counter.builder("outbox.reconcile.mismatches")
                .description(
                    "Number of mismatches that this process's periodic reconciliation found, by"
                        + " kind. A mismatch counts in every round that finds it."),
            "kind",
            registry);
  }

  /** Counts a round of the sweeper. */
  public void swept(SweepOutbox.Round round) {
    resent.increment(round.resent());
  }

  /** Counts a finding of the periodic reconciliation, not of one that an operator runs. */
  public void found(Finding finding) {
    mismatches.count(finding.kind());
  }

  /** How many events this process's sweeper has sent again since the process started. */
  public long resent() {
    return (long) resent.count();
  }
}
