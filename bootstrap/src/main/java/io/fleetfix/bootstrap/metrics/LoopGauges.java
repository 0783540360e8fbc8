package io.fleetfix.bootstrap.metrics;

import io.fleetfix.outbox.loop.SupervisedLoop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.util.List;

/**
 * When each loop last completed a step, by the loop's name. A step that failed counts as completed.
 */
public final class LoopGauges implements MeterBinder {
  private final List<SupervisedLoop> loops;

  /**
   * Reads the loops only.
   *
   * @param loops with unique names
   */
  public LoopGauges(List<SupervisedLoop> loops) {
    this.loops = List.copyOf(loops);
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (SupervisedLoop loop : loops) {
      Gauge.builder("loop.last.completed", () -> seconds(loop))
          .description(
              "Seconds since the loop completed a step, or was started if it has not completed one."
                  + " A step that failed counts as completed. NaN before the start.")
          .baseUnit("seconds")
          .tag("loop", loop.name())
          .register(registry);
    }
  }

  private static double seconds(SupervisedLoop loop) {
    return loop.sinceLastStep()
        .map(Duration::toMillis)
        .map(since -> since / 1_000.0)
        .orElse(Double.NaN);
  }
}
