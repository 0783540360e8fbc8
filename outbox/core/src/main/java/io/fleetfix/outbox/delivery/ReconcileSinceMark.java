package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.delivery.ReconcileOutbox.Options;
import io.fleetfix.outbox.delivery.ReconcileOutbox.Report;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The periodic reconciliation. A round compares what is not in order or not settled, by its id, and
 * what raised events since the last round; so its cost does not depend on how much there is in all.
 * What was found stays open until it is in order, however old it gets.
 *
 * <p>Guaranteed, if the clocks of all writers and instances are at most {@link #DRIFT} off: every
 * aggregate is compared, also one that is listed late, one whose events are delivered late, and
 * those that were written while no instance ran, up to {@link #LONGEST_GAP}. An instance whose
 * clock was further ahead may move the mark too far; reconcile the time in question on command.
 *
 * <p>At most {@link ReconcileMemory.Compared#MOST_OPEN} aggregates are remembered. If there are
 * more, the mark stands still until there are fewer, and each round compares the last {@link
 * #WINDOW} without remembering what it finds.
 *
 * <p>A round takes several steps, one page each. What a step sends and reports is kept, but a round
 * that does not get to the end of a window compares that window again. Not thread-safe. Several
 * instances at once do no harm beyond their cost.
 */
public final class ReconcileSinceMark {
  /** By how much a clock may be off. */
  public static final Duration DRIFT = Duration.ofMinutes(10);

  /** How old aggregates are when they are compared: almost all are settled by then. */
  public static final Duration AGE = ReconcileOutbox.GRACE.plusMinutes(5);

  /** How far a round looks back behind the mark. With {@link #AGE}, more than twice the drift. */
  public static final Duration OVERLAP = Duration.ofMinutes(10);

  /** How far back the first round, or one after a long break, begins: entries expire after that. */
  public static final Duration LONGEST_GAP = Duration.ofDays(29);

  /** The longest window after which the mark is saved. */
  public static final Duration WINDOW = Duration.ofDays(1);

  /**
   * How many aggregates are compared in one step. Few, so that a turn does not expire while a slow
   * table lists them, and a stop does not wait for long.
   */
  static final int AT_ONCE = 10;

  private final ReconcileOutbox reconcile;
  private final ReconcileMemory memory;
  private final InstantSource clock;
  private @Nullable ReconcileRound round;

  public ReconcileSinceMark(
      ReconcileOutbox reconcile, ReconcileMemory memory, InstantSource clock) {
    this.reconcile = reconcile;
    this.memory = memory;
    this.clock = clock;
  }

  /**
   * Compares the next page of the round in progress, or the first page of a new round.
   *
   * @param beforeEach runs before each aggregate is compared, to renew what the work needs
   * @return what it found; once the bus was silent, nothing more is sent in this round
   * @throws StorageUnavailable if the table is unavailable; the next step begins a new round
   */
  public Report step(Runnable beforeEach) {
    ReconcileRound current =
        round == null ? new ReconcileRound(memory.latest(), clock.instant()) : round;
    round = null; // so that the next step begins a new round if this one fails
    Options options = new Options(false, !current.busIsSilent(), beforeEach);
    Report report =
        current.isLookingAgain()
            ? reconcile.reconcileAgain(current.open(), options)
            : reconcile.reconcile(
                current.window(), new PageRequest(AT_ONCE, current.cursor()), options);
    Optional<ReconcileMemory.Compared> compared = current.add(report);
    compared.ifPresent(memory::save);
    round = current.isOver() ? null : current;
    return report;
  }

  /** Whether a round is in progress. */
  public boolean isInRound() {
    return round != null;
  }

  /** Abandons the round in progress. */
  public void stop() {
    round = null;
  }
}
