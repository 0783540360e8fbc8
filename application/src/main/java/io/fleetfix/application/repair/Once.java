package io.fleetfix.application.repair;

import io.fleetfix.domain.IdempotencyKey;
import io.fleetfix.domain.Request;
import io.fleetfix.domain.RequestHash;
import java.time.Instant;

/**
 * Says that a command is to have its effect once, however often it comes within {@link
 * Request#RETENTION}.
 *
 * @param key the sender's name for it
 * @param hash tells whether what comes under the key is still the same
 */
public record Once(IdempotencyKey key, RequestHash hash) {
  Request answered(Request.Answer answer, Instant receivedAt) {
    return new Request(key, hash, answer, receivedAt);
  }
}
