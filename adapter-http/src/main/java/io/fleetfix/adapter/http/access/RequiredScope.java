package io.fleetfix.adapter.http.access;

import io.javalin.security.RouteRole;
import java.util.Optional;

/** Whom a route lets in. Every route has exactly one; one without is closed to everybody. */
public enum RequiredScope implements RouteRole {
  /** Everybody, and as often as they like: nothing of the workshop is in the answer. */
  PUBLIC(""),
  REPAIRS_READ("repairs:read"),
  REPAIRS_WRITE("repairs:write"),
  OUTBOX_OPERATE("outbox:operate");

  private final String scope;

  RequiredScope(String scope) {
    this.scope = scope;
  }

  /** What a token has to carry; empty if none is needed. */
  public Optional<String> scope() {
    return scope.isEmpty() ? Optional.empty() : Optional.of(scope);
  }
}
