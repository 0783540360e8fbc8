package io.fleetfix.bootstrap.metrics;

import io.fleetfix.outbox.port.ResourceCheck.Result;
import io.fleetfix.outbox.queue.QueueSizes;
import io.fleetfix.outbox.queue.QueueSizes.Count;
import io.fleetfix.outbox.queue.QueueSizes.QueueSize;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The last look at the queues. A loop looks; gauges and the status only read the result, so that
 * queues which do not answer delay neither. Thread-safe.
 */
public final class QueueWatch {
  /** SQS's own counts can lag as far behind, and each look costs seven requests per queue. */
  public static final Duration EVERY = Duration.ofMinutes(1);

  /** A look at queues that do not answer takes a while; one that is older than this is no news. */
  static final Duration STALE = Duration.ofMinutes(3);

  private final QueueSizes queues;
  private final LongSupplier nanoTime;
  private volatile @Nullable Look last;

  private record Look(List<QueueSize> sizes, long at) {}

  /**
   * Looks at nothing yet.
   *
   * @param nanoTime monotonic, in nanoseconds from any origin
   */
  public QueueWatch(QueueSizes queues, LongSupplier nanoTime) {
    this.queues = queues;
    this.nanoTime = nanoTime;
  }

  /** Looks at each queue. */
  public void look() {
    last = new Look(queues.queues().stream().map(queues::size).toList(), nanoTime.getAsLong());
  }

  List<String> queues() {
    return queues.queues();
  }

  /** What the last look found; every queue is unknown if it is too long ago. */
  public List<QueueSize> sizes() {
    Look look = last;
    return look != null && nanoTime.getAsLong() - look.at() < STALE.toNanos()
        ? look.sizes()
        : queues.queues().stream().map(QueueWatch::unseen).toList();
  }

  private static QueueSize unseen(String queue) {
    return QueueSize.unknown(
        queue, "The queue " + queue + " has not been looked at in the last 3 minutes");
  }

  /** Dead letters need an operator. */
  public List<Result> deadLetters() {
    return sizes().stream().map(QueueWatch::deadLetters).toList();
  }

  private static Result deadLetters(QueueSize size) {
    return switch (size.deadLetters()) {
      case Count.Known(long letters) ->
          letters == 0
              ? new Result.There()
              : new Result.Missing("Dead letters of " + size.queue() + ": " + letters);
      case Count.Unknown(String problem) -> new Result.Unknown(problem);
    };
  }
}
