package io.fleetfix.outbox.command;

import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Duration;
import java.time.Instant;

/**
 * A request that took effect, kept for 24 hours under the key that its caller chose. It is
 * committed together with the effect, so that neither exists without the other. It never changes,
 * and a new record can take its place only after it has expired.
 *
 * @param scopeHash hash of the scope within which the key is unique
 * @param hash hash of the request
 * @param answer the id of the aggregate that was returned for the request
 */
public record IdempotencyRecord(
    String scopeHash, IdempotencyKey key, RequestHash hash, String answer, Instant receivedAt)
    implements Aggregate {
  /** How long a repeated request is recognised. */
  public static final Duration RETENTION = Duration.ofHours(24);

  public static final String KEY_PREFIX = "REQUEST#";

  public IdempotencyRecord {
    receivedAt = UtcMillis.truncated(receivedAt);
  }

  /** When the record expires: from this time on it is not found, and its key can be used again. */
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
