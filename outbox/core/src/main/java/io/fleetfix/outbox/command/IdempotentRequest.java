package io.fleetfix.outbox.command;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A request that must have its effect once, however often it comes within {@link
 * IdempotencyRecord#RETENTION}.
 *
 * @param scope within which the key is unique, such as the caller's name; opaque, any text
 * @param key the caller's name for the request
 * @param hash shows whether what comes under the key is still the same
 */
public record IdempotentRequest(String scope, IdempotencyKey key, RequestHash hash) {
  private static final int SCOPE_HASH_BYTES = 16;

  /** The record of this request, as it is to be committed with the request's effect. */
  IdempotencyRecord answered(String answer, Instant receivedAt) {
    return new IdempotencyRecord(scopeHash(), key, hash, answer, receivedAt);
  }

  /** The scope in 32 hexadecimal digits: it may be a person's name, and is not stored. */
  String scopeHash() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(scope.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, SCOPE_HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
