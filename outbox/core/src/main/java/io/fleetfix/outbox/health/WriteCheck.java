package io.fleetfix.outbox.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Judges by heartbeats and by the outcomes of commits whether this process can write. Thread-safe.
 *
 * <p>Heartbeats decide, so that the judgement is right without traffic, too. Commits count in
 * addition because they go to another table. A few failed commits are no reason: they may all be
 * about one contended row.
 */
public final class WriteCheck {
  /** How often to call {@link #beat}. */
  public static final Duration EVERY = Duration.ofSeconds(10);

  /** After this time without a heartbeat, the judgement is {@link WriteHealth.Unknown}. */
  public static final Duration KNOWN_FOR = EVERY.multipliedBy(3);

  /** So many commits in a row have to fail. */
  public static final int FAILED_COMMITS = 5;

  /** Without traffic, failed commits count no longer than this. */
  public static final Duration COMMITS_COUNT_FOR = Duration.ofSeconds(30);

  private static final FailedCommits NONE = new FailedCommits(0, 0, 0);

  private final Heartbeat heartbeat;
  private final LongSupplier nanoTime;
  private final AtomicReference<@Nullable Beat> lastBeat = new AtomicReference<>();
  private final AtomicReference<FailedCommits> commits = new AtomicReference<>(NONE);

  /**
   * A heartbeat.
   *
   * @param at when it began
   * @param since when the first one of the same outcome began
   */
  private record Beat(boolean succeeded, long at, long since) {}

  private record FailedCommits(int inARow, long firstAt, long lastAt) {
    FailedCommits andAt(long now) {
      return new FailedCommits(inARow + 1, inARow == 0 ? now : firstAt, now);
    }
  }

  /**
   * Writes nothing before the first {@link #beat}.
   *
   * @param nanoTime monotonic, in nanoseconds from any origin
   */
  public WriteCheck(Heartbeat heartbeat, LongSupplier nanoTime) {
    this.heartbeat = heartbeat;
    this.nanoTime = nanoTime;
  }

  /** Calls the heartbeat, and throws what it throws. */
  public void beat() {
    long at = nanoTime.getAsLong();
    boolean succeeded = false;
    try {
      heartbeat.beat();
      succeeded = true;
    } finally {
      Beat before = lastBeat.get();
      long since = before == null || before.succeeded != succeeded ? at : before.since;
      lastBeat.set(new Beat(succeeded, at, since));
    }
  }

  /** The store answered a commit, whether it accepted it or reported a conflict. */
  public void commitAnswered() {
    commits.set(NONE);
  }

  /** The store was unavailable for a commit. */
  public void commitFailed() {
    long now = nanoTime.getAsLong();
    commits.updateAndGet(failed -> failed.andAt(now));
  }

  /** The judgement now. Never waits. */
  public WriteHealth health() {
    Beat beat = lastBeat.get();
    if (beat == null) {
      return new WriteHealth.Unknown(Optional.empty());
    }
    Duration age = since(beat.at);
    if (age.compareTo(KNOWN_FOR) > 0) {
      return new WriteHealth.Unknown(Optional.of(age));
    }
    if (!beat.succeeded) {
      return new WriteHealth.HeartbeatFails(since(beat.since));
    }
    FailedCommits failed = commits.get();
    boolean count =
        failed.inARow >= FAILED_COMMITS && since(failed.lastAt).compareTo(COMMITS_COUNT_FOR) <= 0;
    return count
        ? new WriteHealth.CommitsFail(failed.inARow, since(failed.firstAt))
        : new WriteHealth.Works(age);
  }

  private Duration since(long at) {
    return Duration.ofNanos(Math.max(0, nanoTime.getAsLong() - at));
  }
}
