package io.fleetfix.adapter.dynamodb.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When a shard may be read again: at once while records come, after 50 ms, 100 ms and so on up to a
 * second while none do, and never more than five times in any second, which is what the service
 * allows a shard. A failed read counts as one without records.
 *
 * @param reads when the last reads were, the oldest first, at most five; nanoseconds
 * @param idle how long to wait after the last of them
 */
record PollPace(List<Long> reads, Duration idle) {
  static final int READS_A_SECOND = 5;
  static final Duration FIRST_WAIT = Duration.ofMillis(50);
  static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** Of a shard that was never read. */
  static final PollPace NEW = new PollPace(List.of(), Duration.ZERO);

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  PollPace {
    reads = List.copyOf(reads);
  }

  /** A read begins. Until records come of it, it counts as one without any. */
  PollPace afterRead(long now) {
    List<Long> latest = new ArrayList<>(reads);
    latest.add(now);
    if (latest.size() > READS_A_SECOND) {
      latest.removeFirst();
    }
    return new PollPace(latest, longer());
  }

  /** The last read gave records: the next need not wait, except for the service's limit. */
  PollPace afterRecords() {
    return new PollPace(reads, Duration.ZERO);
  }

  private Duration longer() {
    if (idle.isZero()) {
      return FIRST_WAIT;
    }
    Duration doubled = idle.multipliedBy(2);
    return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
  }

  /** Zero if it may be read now. Differences only: a monotonic clock may pass its largest value. */
  long waitNanos(long now) {
    if (reads.isEmpty()) {
      return 0;
    }
    long idleLeft = idle.toNanos() - (now - reads.getLast());
    long limitLeft = reads.size() < READS_A_SECOND ? 0 : SECOND - (now - reads.getFirst());
    return Math.max(0, Math.max(idleLeft, limitLeft));
  }
}
