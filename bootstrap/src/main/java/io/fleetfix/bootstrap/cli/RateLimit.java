package io.fleetfix.bootstrap.cli;

import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * A token bucket for events that a service sends page by page. A page is as large as half a second
 * allows, and the next one begins no sooner than the rate allows for the events of the last one.
 * Time in which a page was slow is not saved up.
 *
 * <p>Guaranteed: in any window of time, at most the rate times its length is sent, plus the two
 * pages at its ends, which together are what one second allows (two events at a rate of 1).
 */
final class RateLimit {
  private final int perSecond;
  private final LongSupplier nanoTime;
  private final LongConsumer parkNanos;
  private long begunAt;

  /**
   * The first page begins now.
   *
   * @param nanoTime monotonic, in nanoseconds from any origin
   * @param parkNanos waits; may return early
   */
  RateLimit(int perSecond, LongSupplier nanoTime, LongConsumer parkNanos) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.parkNanos = parkNanos;
    this.begunAt = nanoTime.getAsLong();
  }

  /**
   * The largest page to ask for.
   *
   * @param most what the service allows
   */
  int page(int most) {
    return Math.clamp(perSecond / 2, 1, most);
  }

  /**
   * Waits until the next page may begin.
   *
   * @param events how many events the last page had
   */
  void waitAfter(long events) {
    long due = begunAt + events * TimeUnit.SECONDS.toNanos(1) / perSecond;
    for (long left = due - nanoTime.getAsLong(); left > 0; left = due - nanoTime.getAsLong()) {
      parkNanos.accept(left);
    }
    begunAt = nanoTime.getAsLong();
  }
}
