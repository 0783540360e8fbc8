package io.fleetfix.outbox.command;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A request that must take effect only once, however often it is sent within {@link
 * IdempotencyRecord#RETENTION}.
 *
 * @param scope the scope within which the key is unique, such as the caller's name; any text
 * @param key the caller's identifier for the request
 * @param hash hash of the request, which detects a different request under the same key
 */
public record IdempotentRequest(String scope, IdempotencyKey key, RequestHash hash) {
  private static final int SCOPE_HASH_BYTES = 16;

  /** The record to commit together with the effect of this request. */
  IdempotencyRecord answered(String answer, Instant receivedAt) {
    return new IdempotencyRecord(scopeHash(), key, hash, answer, receivedAt);
  }

  /**
   * The hash of the scope, as 32 hexadecimal digits. The scope itself is not stored, because it may
   * be a person's name.
   */
  String scopeHash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(scope.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, SCOPE_HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-256", e);
    }
  }
}
