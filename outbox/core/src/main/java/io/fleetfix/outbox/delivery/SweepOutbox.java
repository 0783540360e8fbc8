package io.fleetfix.outbox.delivery;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.Receipts;
import io.fleetfix.outbox.port.Receipts.Progress;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.port.upkeep.SweepMemory;
import io.fleetfix.outbox.port.upkeep.SweepMemory.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Resends events that the fast path did not deliver. It guarantees that every event arrives,
 * whatever happens to the stream, because it reads only the table.
 *
 * <p>It must not make an outage worse. So it sends only what {@link FastPath} calls overdue. While
 * no receipts arrive for the entries it sends, it sends only {@link #PROBES} per round; each round
 * whose entries came back doubles the number, and the next round follows at once. After each
 * resend, an entry waits twice as long for its receipt.
 *
 * <p>An entry is quarantined after the bus has refused it in {@link #MAX_REFUSALS} rounds in which
 * it took other events; no other failure counts. Run it in one instance at a time, from one thread.
 */
public final class SweepOutbox {
  /** How often to call {@link #sweep()}. The rounds serve as a clock, so keep to it. */
  public static final Duration EVERY = Duration.ofSeconds(30);

  /** How much older than the last received event an overdue entry is: queues keep no order. */
  public static final Duration OVERTAKEN = Duration.ofMinutes(2);

  /** After how many counted rounds without a receipt the fast path counts as broken. */
  public static final int SILENT_ROUNDS = 6;

  /** How old an entry is that a broken fast path should have delivered: as long as the rounds. */
  public static final Duration SILENCE = EVERY.multipliedBy(SILENT_ROUNDS);

  /** The longest wait between two resends of an entry. */
  public static final Duration LONGEST_WAIT = Duration.ofHours(1);

  public static final int PROBES = 3;
  public static final int MAX_PER_ROUND = 1_000;
  public static final int MAX_REFUSALS = 5;

  /**
   * After this number of resends, an hour in all, an entry without a receipt is named in the log.
   */
  public static final int STUCK_AFTER = 5;

  private final OutboxLedger ledger;
  private final Receipts receipts;
  private final SweepMemory memory;
  private final Resender resender;
  private final InstantSource clock;

  public SweepOutbox(
      OutboxLedger ledger,
      Receipts receipts,
      SweepMemory memory,
      Resender resender,
      InstantSource clock) {
    this.ledger = ledger;
    this.receipts = receipts;
    this.memory = memory;
    this.resender = resender;
    this.clock = clock;
  }

  /**
   * The result of one round.
   *
   * @param resent number of entries that the bus accepted
   * @param stuck the entries among those of this round that have been resent {@link #STUCK_AFTER}
   *     times or more without a receipt, although the bus takes others
   */
  public record Round(int resent, int refused, int quarantined, List<EventId> stuck) {
    public Round {
      stuck = List.copyOf(stuck);
    }

    public Round(int resent, int refused, int quarantined) {
      this(resent, refused, quarantined, List.of());
    }
  }

  /**
   * Runs one round, and counts it: a fast path without a receipt for {@link #SILENT_ROUNDS} counted
   * rounds is broken.
   *
   * @throws StorageUnavailable if the table is unavailable; an entry whose resend is not recorded
   *     is not sent
   */
  public Round sweep() {
    return sweep(() -> {});
  }

  /**
   * The same.
   *
   * @param beforeEach runs before each entry is claimed: a round takes longer than a lease if the
   *     table is slow, so renew there what the work needs
   */
  public Round sweep(Runnable beforeEach) {
    Rounds before = memory.latest();
    Progress progress = receipts.latest();
    boolean isAnswered = isAnyBack(before.probes());
    int silent = progress.fast() == before.fast() ? before.silent() + 1 : 0;
    FastPath fastPath = new FastPath(progress, silent);
    int allowance = isAnswered ? before.nextAllowance() : PROBES;
    Instant now = clock.instant();
    SweepRound round = new SweepRound(ledger, resender, now, beforeEach);
    round.send(fastPath.overdueUntil(now), allowance);
    int next = round.nextAllowance(allowance);
    if (!round.foundSome()) {
      round.send(FastPath.forgottenUntil(now), PROBES);
      next = 0; // no further round follows at once
    }
    memory.save(new Rounds(progress.fast(), silent, next, round.probes()));
    return round.settle(silent == 0 || isAnswered);
  }

  /**
   * Runs the next round at once if the entries of the last one have come back, so that a long
   * backlog takes minutes instead of hours. Call it about once a second between two calls of {@link
   * #sweep()}. It reads the memory and, after a round that sent something, up to {@link #PROBES}
   * entries.
   *
   * @return empty if no round was due
   * @throws StorageUnavailable as {@link #sweep()} does
   */
  public Optional<Round> sweepOnceAnswered() {
    return sweepOnceAnswered(() -> {});
  }

  /**
   * The same.
   *
   * @param beforeEach as for {@link #sweep(Runnable)}
   */
  public Optional<Round> sweepOnceAnswered(Runnable beforeEach) {
    Rounds before = memory.latest();
    int allowance = before.nextAllowance();
    if (allowance == 0 || !isAnyBack(before.probes())) {
      return Optional.empty();
    }
    Progress progress = receipts.latest();
    int silent = progress.fast() == before.fast() ? before.silent() : 0;
    FastPath fastPath = new FastPath(progress, silent);
    Instant now = clock.instant();
    SweepRound round = new SweepRound(ledger, resender, now, beforeEach);
    round.send(fastPath.overdueUntil(now), allowance);
    memory.save(
        new Rounds(progress.fast(), silent, round.nextAllowance(allowance), round.probes()));
    return Optional.of(round.settle(true));
  }

  private boolean isAnyBack(List<EventId> probes) {
    return probes.stream().anyMatch(this::isBack);
  }

  private boolean isBack(EventId sent) {
    try {
      return ledger.find(sent).map(now -> !now.isPending()).orElse(true);
    } catch (StorageUnavailable unavailable) {
      throw unavailable;
    } catch (RuntimeException unreadable) { // It must not stop the sweeper.
      return false;
    }
  }
}
