package io.fleetfix.bootstrap.metrics;

import io.fleetfix.outbox.delivery.Finding;
import io.fleetfix.outbox.delivery.SweepOutbox;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What was done for the outbox from the table: on a good day, nothing. */
public final class UpkeepMeters {
  private final Counter resent;
  private final Counters<Finding.Kind> mismatches;

  /**
   * Registers them.
   *
   * @param effects whose absence can be found, by name
   */
  public UpkeepMeters(Set<String> effects, MeterRegistry registry) {
    this.resent =
        Counter.builder("outbox.resent")
            .description("Events that the sweeper of this process sent again")
            .register(registry);
    this.mismatches =
        new Counters<>(
            kinds(effects),
            Finding.Kind::name,
            Counter.builder("outbox.reconcile.mismatches")
                .description("What the regular comparisons of this process found, each time anew"),
            "kind",
            registry);
  }

  private static List<Finding.Kind> kinds(Set<String> effects) {
    return Stream.concat(
            Stream.of(Finding.Kind.NO_ENTRY, Finding.Kind.UNREADABLE),
            effects.stream().map(Finding.Kind::missing))
        .toList();
  }

  /** A round has ended. */
  public void swept(SweepOutbox.Round round) {
    resent.increment(round.resent());
  }

  /** A regular comparison has found it; one that a person asked for is theirs to read. */
  public void found(Finding finding) {
    mismatches.count(finding.kind());
  }

  /** How many events the sweeper of this process has sent again since its start. */
  public long resent() {
    return (long) resent.count();
  }
}
