package io.fleetfix.outbox.command;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Duration;
import java.time.Instant;

/**
 * A request that had its effect, kept for a day under the key that its caller gave it. Committed
 * together with the effect, so that neither is there without the other. Never changed, and followed
 * by another one only after it has expired.
 *
 * @param scopeHash of the scope within which the key is unique
 * @param hash of the request
 * @param answer the id of the aggregate that the request was answered with
 */
public record IdempotencyRecord(
    String scopeHash, IdempotencyKey key, RequestHash hash, String answer, Instant receivedAt)
    implements Aggregate {
  /** How long a caller can send the request again. */
  public static final Duration RETENTION = Duration.ofHours(24);

  public static final String KEY_PREFIX = "REQUEST#";

  public IdempotencyRecord {
    receivedAt = UtcMillis.truncated(receivedAt);
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
    return aggregateId(scopeHash, key);
  }

  public static String aggregateId(String scopeHash, IdempotencyKey key) {
    return KEY_PREFIX + scopeHash + "#" + key;
  }

  @Override
  public Version version() {
    return Version.FIRST;
  }
}
