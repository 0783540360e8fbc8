package io.fleetfix.bootstrap.wiring;

import io.fleetfix.bootstrap.metrics.UpkeepMeters;
import io.fleetfix.bootstrap.run.Leadership;
import io.fleetfix.bootstrap.run.Leadership.Work;
import io.fleetfix.outbox.delivery.ReconcileOutbox;
import io.fleetfix.outbox.delivery.ReconcileOutbox.Report;
import io.fleetfix.outbox.delivery.SweepOutbox;
import io.fleetfix.outbox.loop.Step;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Window;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The periodic reconciliation. Each step compares one page, so that the turn is renewed between
 * pages, and a stop waits for one page only. A page that fails ends its round.
 */
final class Reconciling implements Step {
  private static final Duration EVERY = Duration.ofMinutes(10);
  private static final Duration WINDOW = Duration.ofHours(24);

  /** As often as the sweeper: the lease needs it. */
  private static final Duration LOOK_EVERY = SweepOutbox.EVERY;

  private final ReconcileOutbox reconcile;
  private final Leadership turns;
  private final UpkeepMeters meters;
  private final InstantSource clock;
  private final LongSupplier nanoTime;

  private @Nullable Window window;
  private @Nullable String cursor;
  private @Nullable Long endedAt;

  Reconciling(
      ReconcileOutbox reconcile,
      Leadership turns,
      UpkeepMeters meters,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.reconcile = reconcile;
    this.turns = turns;
    this.meters = meters;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  @Override
  public Duration take() {
    Window current = window;
    window = null; // so that the next round starts from the beginning if this step fails
    if (turns.inTurn(Work.RECONCILE, () -> compare(current))) {
      return window == null ? LOOK_EVERY : Duration.ZERO;
    }
    endedAt = null; // the next turn begins with a round
    return LOOK_EVERY;
  }

  private void compare(@Nullable Window current) {
    if (current != null) {
      comparePage(current, cursor);
    } else if (isDue()) {
      comparePage(Window.last(WINDOW, clock.instant()), null);
    }
  }

  private boolean isDue() {
    return endedAt == null || nanoTime.getAsLong() - endedAt >= EVERY.toNanos();
  }

  private void comparePage(Window round, @Nullable String from) {
    Report report = reconcile.reconcile(round, new PageRequest(PageRequest.MAX_LIMIT, from), false);
    report.findings().forEach(meters::found);
    cursor = report.nextCursor();
    if (cursor == null) {
      endedAt = nanoTime.getAsLong();
    } else {
      window = round;
    }
  }
}
