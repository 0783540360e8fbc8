package io.fleetfix.bootstrap;

import io.fleetfix.application.outbox.Finding;
import io.fleetfix.application.outbox.ReconcileOutbox;
import io.fleetfix.application.outbox.ReconcileOutbox.Report;
import io.fleetfix.application.outbox.SweepOutbox;
import io.fleetfix.application.outbox.Window;
import io.fleetfix.application.port.PageRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Looks after the outbox now and then, while it is this instance's turn. For one thread. */
final class Upkeep implements BackgroundLoop.Step {
  static final Duration SWEEP_EVERY = Duration.ofSeconds(30);

  private static final Duration RECONCILE_EVERY = Duration.ofMinutes(10);
  private static final Duration RECONCILED = Duration.ofHours(24);

  private final SweepOutbox sweep;
  private final ReconcileOutbox reconcile;
  private final Turn turn;
  private final Consumer<SweepOutbox.Round> rounds;
  private final Consumer<Finding> findings;
  private final InstantSource clock;
  private final Rhythm sweeping;
  private final Rhythm reconciling;

  /**
   * Begins with a pause: what was under way when the last process ended may still arrive.
   *
   * @param rounds hears what each round did
   * @param findings hears what does not add up
   */
  Upkeep(
      SweepOutbox sweep,
      ReconcileOutbox reconcile,
      Turn turn,
      Consumer<SweepOutbox.Round> rounds,
      Consumer<Finding> findings,
      InstantSource clock,
      LongSupplier nanoTime) {
    this.sweep = sweep;
    this.reconcile = reconcile;
    this.turn = turn;
    this.rounds = rounds;
    this.findings = findings;
    this.clock = clock;
    this.sweeping = new Rhythm(SWEEP_EVERY, nanoTime);
    this.reconciling = new Rhythm(RECONCILE_EVERY, nanoTime);
  }

  @Override
  public void take(Duration patience) {
    if (!sweeping.isDue()) {
      LockSupport.parkNanos(Math.min(patience.toNanos(), sweeping.leftNanos()));
      return;
    }
    if (turn.isMine()) {
      rounds.accept(sweep.sweep());
      if (reconciling.isDue()) {
        reconcile();
      }
    }
  }

  private void reconcile() {
    Window window = Window.last(RECONCILED, clock.instant());
    @Nullable String cursor = null;
    do {
      PageRequest page = new PageRequest(PageRequest.MAX_LIMIT, cursor);
      Report report = reconcile.reconcile(window, page, false);
      report.findings().forEach(findings);
      cursor = report.nextCursor();
    } while (cursor != null);
  }

  /** When something is due that is done again and again; late rather than twice at once. */
  private static final class Rhythm {
    private final long every;
    private final LongSupplier nanoTime;
    private long last;

    Rhythm(Duration every, LongSupplier nanoTime) {
      this.every = every.toNanos();
      this.nanoTime = nanoTime;
      this.last = nanoTime.getAsLong();
    }

    /** Once true, it counts as done: if it fails, the next time is as far away as ever. */
    boolean isDue() {
      boolean due = leftNanos() == 0;
      if (due) {
        last = nanoTime.getAsLong();
      }
      return due;
    }

    long leftNanos() {
      return Math.max(0, every - (nanoTime.getAsLong() - last));
    }
  }
}
