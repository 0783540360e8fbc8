package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.bootstrap.metrics.UpkeepMeters;
import io.fleetfix.bootstrap.run.Leadership;
import io.fleetfix.bootstrap.run.Leadership.Work;
import io.fleetfix.outbox.delivery.ReconcileSinceMark;
import io.fleetfix.outbox.delivery.SweepOutbox;
import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.loop.SupervisedLoop;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.retry.DoublingWait;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Sweeps and reconciles the outbox from the table, each in one instance at a time. */
public final class UpkeepModule extends AbstractModule {
  /** How often to look whether the last round's entries have come back. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** A round of the sweeper, or a page of the reconciliation, takes minutes at most. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  private static final DoublingWait RECONCILE_PAUSES =
      new DoublingWait(Duration.ofSeconds(30), Duration.ofMinutes(10));

  @ProvidesIntoSet
  static Background sweeping(
      SweepOutbox sweep, Leadership turns, UpkeepMeters meters, Supervision supervision) {
    AtomicLong looks = new AtomicLong();
    long aRound = SweepOutbox.EVERY.dividedBy(LOOK_EVERY);
    return SupervisedLoop.every(
        "sweep",
        LOOK_EVERY,
        () -> {
          boolean isRound = looks.getAndIncrement() % aRound == 0;
          Runnable renewal = () -> turns.isMine(Work.SWEEP); // a round may outlast the lease
          turns.inTurn(Work.SWEEP, () -> sweep(sweep, isRound, meters, renewal));
        },
        PATIENCE,
        supervision);
  }

  private static void sweep(
      SweepOutbox sweep, boolean isRound, UpkeepMeters meters, Runnable renewal) {
    if (isRound) {
      meters.swept(sweep.sweep(renewal));
    } else {
      sweep.sweepOnceAnswered(renewal).ifPresent(meters::swept);
    }
  }

  @ProvidesIntoSet
  static Background reconciling(
      ReconcileSinceMark reconcile,
      Leadership turns,
      UpkeepMeters meters,
      Supervision supervision) {
    return new SupervisedLoop(
        "reconcile",
        new Reconciling(reconcile, turns, meters, supervision.nanoTime()),
        RECONCILE_PAUSES,
        PATIENCE,
        supervision);
  }
}
