package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.bootstrap.metrics.UpkeepMeters;
import io.fleetfix.bootstrap.run.Background;
import io.fleetfix.bootstrap.run.Leadership;
import io.fleetfix.bootstrap.run.Periodic;
import io.fleetfix.outbox.delivery.ReconcileOutbox;
import io.fleetfix.outbox.delivery.ReconcileOutbox.Report;
import io.fleetfix.outbox.delivery.SweepOutbox;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Sweeps and reconciles the outbox from the table, in one instance at a time. */
public final class UpkeepModule extends AbstractModule {
  /** How often to look whether the last round's entries have come back. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private static final Duration RECONCILE_EVERY = Duration.ofMinutes(10);
  private static final Duration RECONCILED = Duration.ofHours(24);

  @ProvidesIntoSet
  static Background sweeping(SweepOutbox sweep, Leadership leadership, UpkeepMeters meters) {
    AtomicLong looks = new AtomicLong();
    long aRound = SweepOutbox.EVERY.dividedBy(LOOK_EVERY);
    return new Periodic(
        "sweep",
        LOOK_EVERY,
        () -> {
          boolean isRound = looks.getAndIncrement() % aRound == 0;
          if (!leadership.isMine()) {
            return;
          }
          if (isRound) {
            meters.swept(sweep.sweep());
          } else {
            sweep.sweepOnceAnswered().ifPresent(meters::swept);
          }
        });
  }

  @ProvidesIntoSet
  static Background reconciling(
      ReconcileOutbox reconcile, Leadership leadership, UpkeepMeters meters, InstantSource clock) {
    return new Periodic(
        "reconcile",
        RECONCILE_EVERY,
        () -> {
          if (leadership.isMine()) {
            reconcile(reconcile, meters, clock.instant());
          }
        });
  }

  private static void reconcile(ReconcileOutbox reconcile, UpkeepMeters meters, Instant now) {
    Window window = Window.last(RECONCILED, now);
    @Nullable String cursor = null;
    do {
      Report report =
          reconcile.reconcile(window, new PageRequest(PageRequest.MAX_LIMIT, cursor), false);
      report.findings().forEach(meters::found);
      cursor = report.nextCursor();
    } while (cursor != null);
  }
}
