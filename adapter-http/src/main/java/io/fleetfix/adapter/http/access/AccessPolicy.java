package io.fleetfix.adapter.http.access;

import io.fleetfix.adapter.http.token.Issuer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which callers have access, and at which rate.
 *
 * @param issuer the issuer whose tokens are accepted; if empty, every caller may do everything
 * @param requestsPerSecond the limit per caller, and its largest burst; empty for no limit
 */
public record AccessPolicy(Optional<Issuer> issuer, OptionalInt requestsPerSecond) {
  /** Without authentication: for a server that only this machine can reach. */
  public static final AccessPolicy EVERYBODY =
      new AccessPolicy(Optional.empty(), OptionalInt.empty());
}
