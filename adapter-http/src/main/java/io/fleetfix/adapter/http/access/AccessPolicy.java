package io.fleetfix.adapter.http.access;

import io.fleetfix.adapter.http.token.Issuer;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who is let in, and how often.
 *
 * @param issuer whose tokens are taken; empty lets everybody do everything
 * @param requestsPerSecond of one caller, and as many at once; empty for no limit
 */
public record AccessPolicy(Optional<Issuer> issuer, OptionalInt requestsPerSecond) {
  /** Nobody is asked who they are: for a server that only this machine reaches. */
  public static final AccessPolicy EVERYBODY =
      new AccessPolicy(Optional.empty(), OptionalInt.empty());
}
