package io.fleetfix.adapter.http.token;

import java.time.Instant;
import java.util.Set;

/**
 * A caller that an issuer has authenticated.
 *
 * @param issuer the {@code iss} of its token; contains no space
 * @param subject the caller's id, unique per issuer: the token's {@code sub}, or a claim that takes
 *     its place together with that claim's name, such as {@code client_id:workshop-cli}
 * @param scopes what the caller may do
 * @param expiresAt when the token expires
 */
public record Caller(String issuer, String subject, Set<String> scopes, Instant expiresAt) {
  public Caller {
    scopes = Set.copyOf(scopes);
  }

  /** Unique over all issuers: the same subject of two issuers is two callers. */
  public String id() {
    return issuer + " " + subject;
  }
}
