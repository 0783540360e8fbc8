package io.fleetfix.bootstrap;

import io.fleetfix.application.outbox.InspectOutbox;
import io.fleetfix.application.outbox.InspectOutbox.Status;
import io.fleetfix.bootstrap.metrics.EmbeddedMetric;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells once a minute how long the oldest pending event has waited, while it is this instance's
 * turn, in a line of the log that CloudWatch makes a metric of. Nothing is told when nobody can
 * say: that the metric is missing is an alarm as well. For one thread.
 */
final class OldestPendingAge implements BackgroundLoop.Step {
  /** Its lines are nothing but their message: see {@link JsonLogs}. */
  static final String LOG_NAME = "io.fleetfix.metric";

  private static final Logger LOG = LoggerFactory.getLogger(LOG_NAME);

  private static final Duration TELL_EVERY = Duration.ofMinutes(1);

  private final String table;
  private final InspectOutbox inspect;
  private final Turn turn;
  private final InstantSource clock;
  private final Rhythm telling;

  OldestPendingAge(
      String table, InspectOutbox inspect, Turn turn, InstantSource clock, LongSupplier nanoTime) {
    this.table = table;
    this.inspect = inspect;
    this.turn = turn;
    this.clock = clock;
    this.telling = new Rhythm(TELL_EVERY, nanoTime);
  }

  @Override
  public void take(Duration patience) {
    if (!telling.isDue()) {
      telling.await(patience);
      return;
    }
    if (turn.isMine()) {
      Status status = inspect.status();
      Duration oldest = status.oldestPending();
      LOG.info(
          EmbeddedMetric.oldestPendingAge(
              table, oldest == null ? Duration.ZERO : oldest, clock.instant()));
    }
  }
}
