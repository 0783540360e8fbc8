package io.fleetfix.adapter.http.access;

import io.fleetfix.adapter.http.token.Issuer;
import java.util.List;
import java.util.OptionalInt;

/**
 * Which callers have access, and at which rate.
 *
 * @param issuers the issuers whose tokens are accepted; if empty, every caller may do everything
 * @param requestsPerSecond the limit per caller, and its largest burst; empty for no limit
 */
public record AccessPolicy(List<Issuer> issuers, OptionalInt requestsPerSecond) {
  /** Without authentication: for a server that only this machine can reach. */
  public static final AccessPolicy EVERYBODY = new AccessPolicy(List.of(), OptionalInt.empty());

  public AccessPolicy {
    issuers = List.copyOf(issuers);
  }
}
