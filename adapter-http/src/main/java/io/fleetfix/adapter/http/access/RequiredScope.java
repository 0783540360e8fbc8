package io.fleetfix.adapter.http.access;

import io.javalin.security.RouteRole;
import java.util.Optional;

/** What a route requires of a token. Every route has exactly one; without, it is closed. */
public enum RequiredScope implements RouteRole {
  /**
   * No token and no rate limit, for the checks of supervisors and load balancers. Their address may
   * be one that many clients share. The answer comes from memory and costs no more than a refusal.
   */
  SUPERVISION(""),
  /** No token, but a rate limit by address: the answer holds no data of the workshop. */
  PUBLIC(""),
  REPAIRS_READ("repairs:read"),
  REPAIRS_WRITE("repairs:write"),
  OUTBOX_OPERATE("outbox:operate");

  private final String scope;

  RequiredScope(String scope) {
    this.scope = scope;
  }

  /** The scope that a token must have; empty if no token is needed. */
  public Optional<String> scope() {
    return scope.isEmpty() ? Optional.empty() : Optional.of(scope);
  }
}
