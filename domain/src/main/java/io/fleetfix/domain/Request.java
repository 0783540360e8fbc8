package io.fleetfix.domain;

import java.time.Duration;
import java.time.Instant;

/**
 * A request that had its effect, kept for a day under the key that its sender gave it. Committed
 * together with the effect, so that neither is there without the other; never changed, and followed
 * by another one only after it has expired.
 *
 * @param hash of what was asked for
 * @param answer the ids that were given out
 */
public record Request(IdempotencyKey key, RequestHash hash, Answer answer, Instant receivedAt)
    implements Aggregate {
  /** How long a sender can ask again. */
  public static final Duration RETENTION = Duration.ofHours(24);

  /** What came of the request, by its ids. */
  public sealed interface Answer {
    RepairId repairId();
  }

  /** A repair was opened. */
  public record Opened(RepairId repairId) implements Answer {}

  /** A line was added to a repair. */
  public record WorkAdded(RepairId repairId, LineId lineId) implements Answer {}

  public Request {
    receivedAt = Timestamp.millis(receivedAt);
  }

  /** From then on it counts as not there, and its key is free again. */
  public Instant expiresAt() {
    return receivedAt.plus(RETENTION);
  }

  public boolean isExpiredAt(Instant now) {
    return !expiresAt().isAfter(now);
  }

  @Override
  public String aggregateId() {
    return aggregateId(key);
  }

  public static String aggregateId(IdempotencyKey key) {
    return "REQUEST#" + key;
  }

  @Override
  public Version version() {
    return Version.FIRST;
  }
}
