package io.fleetfix.bootstrap.metrics;

import io.fleetfix.outbox.delivery.Finding;
import io.fleetfix.outbox.delivery.SweepOutbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Counts what sweeper and reconciliation had to repair. Normally both stay at zero. */
public final class UpkeepMeters {
  private final Counter resent;
  private final Counters<Finding.Kind> mismatches;

  /**
   * Registers the counters.
   *
   * @param effects the names of the effects that reconciliation checks
   */
  public UpkeepMeters(Set<String> effects, MeterRegistry registry) {
    this.resent =
        Counter.builder("outbox.resent")
            .description("Number of events that this process's sweeper sent again.")
            .register(registry);
    this.mismatches =
        new Counters<>(
            kinds(effects),
            Finding.Kind::name,
            Counter.builder("outbox.reconcile.mismatches")
                .description(
                    "Number of mismatches that this process's periodic reconciliation found, by"
                        + " kind. A mismatch counts in every round that finds it."),
            "kind",
            registry);
  }

  private static List<Finding.Kind> kinds(Set<String> effects) {
    return Stream.concat(
            Stream.of(Finding.Kind.NO_ENTRY, Finding.Kind.UNREADABLE),
            effects.stream().map(Finding.Kind::missing))
        .toList();
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
