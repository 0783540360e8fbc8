package io.fleetfix.adapter.http.token;

import java.time.Instant;
import java.util.Set;

/**
 * A caller that the issuer has authenticated.
 *
 * @param subject the caller's id, unique per issuer
 * @param scopes what the caller may do
 * @param expiresAt when the token expires
 */
public record Caller(String subject, Set<String> scopes, Instant expiresAt) {
  public Caller {
    scopes = Set.copyOf(scopes);
  }
}
