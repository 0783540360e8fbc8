package io.fleetfix.outbox.health;

import java.time.Duration;
import java.util.Optional;

/** Whether this process can write to its store. {@link Unknown} is never {@link Works}. */
public sealed interface WriteHealth {
  /**
   * The last heartbeat succeeded, and commits do not fail.
   *
   * @param age how long ago that heartbeat began
   */
  record Works(Duration age) implements WriteHealth {}

  /**
   * The last heartbeat failed.
   *
   * @param since how long ago the first heartbeat began that failed
   */
  record HeartbeatFails(Duration since) implements WriteHealth {}

  /**
   * Heartbeats succeed, but the last commits all failed.
   *
   * @param inARow how many
   * @param since how long ago the first of them failed
   */
  record CommitsFail(int inARow, Duration since) implements WriteHealth {}

  /**
   * The last heartbeat is too long ago.
   *
   * @param age how long ago it began; empty if there was none yet
   */
  record Unknown(Optional<Duration> age) implements WriteHealth {}
}
