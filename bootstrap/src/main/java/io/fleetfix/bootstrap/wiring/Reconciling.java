package io.fleetfix.bootstrap.wiring;

import io.fleetfix.bootstrap.metrics.UpkeepMeters;
import io.fleetfix.bootstrap.run.Leadership;
import io.fleetfix.bootstrap.run.Leadership.Work;
import io.fleetfix.outbox.delivery.ReconcileSinceMark;
import io.fleetfix.outbox.delivery.SweepOutbox;
import io.fleetfix.outbox.loop.Step;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One page of the periodic reconciliation per step, so that the turn is renewed and the service can
 * stop between two pages. Ten minutes after the end of a round, or at the beginning of a turn, the
 * next round begins.
 */
final class Reconciling implements Step {
  private static final Duration EVERY = Duration.ofMinutes(10);

  /** As often as the sweeper: the lease needs it. */
  private static final Duration LOOK_EVERY = SweepOutbox.EVERY;

  private final ReconcileSinceMark reconcile;
  private final Leadership turns;
  private final UpkeepMeters meters;
  private final LongSupplier nanoTime;
  private @Nullable Long endedAt;

  Reconciling(
      ReconcileSinceMark reconcile, Leadership turns, UpkeepMeters meters, LongSupplier nanoTime) {
    this.reconcile = reconcile;
    this.turns = turns;
    this.meters = meters;
    this.nanoTime = nanoTime;
  }

  @Override
  public Duration take() {
    if (turns.inTurn(Work.RECONCILE, this::compare)) {
      return reconcile.isInRound() ? Duration.ZERO : LOOK_EVERY;
    }
    reconcile.stop();
    endedAt = null; // the next turn begins with a round
    return LOOK_EVERY;
  }

  private void compare() {
    if (reconcile.isInRound() || isDue()) {
      reconcile.step(this::renew).findings().forEach(meters::found);
      endedAt = reconcile.isInRound() ? null : Long.valueOf(nanoTime.getAsLong());
    }
  }

  /**
   * A page takes longer than the lease if the table is slow. If the turn is lost all the same, the
   * page is finished, which does no harm, and the next step begins with another turn.
   */
  private void renew() {
    turns.isMine(Work.RECONCILE);
  }

  private boolean isDue() {
    return endedAt == null || nanoTime.getAsLong() - endedAt >= EVERY.toNanos();
  }
}
