package io.fleetfix.adapter.http.token;

import java.time.Instant;
import java.util.Set;

/**
 * Somebody whom the issuer vouches for.
 *
 * @param subject the issuer's name for them, unique within it
 * @param scopes what they may do
 * @param expiresAt when the issuer's word ends
 */
public record Caller(String subject, Set<String> scopes, Instant expiresAt) {
  public Caller {
    scopes = Set.copyOf(scopes);
  }
}
