package io.fleetfix.adapter.http.access;

import io.javalin.security.RouteRole;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** What a route requires of a token. Every route has exactly one; without, it is closed. */
public enum RequiredScope implements RouteRole {
  /**
   * No token and no rate limit, for the checks of supervisors and load balancers. Their address may
   * be one that many clients share. The answer comes from memory and costs no more than a refusal.
   */
  SUPERVISION,
  /** No token, but a rate limit by address: the answer holds no data of the workshop. */
  PUBLIC,
  REPAIRS_READ,
  REPAIRS_WRITE,
  /** For monitoring, which can change nothing; operators may see the same. */
  METRICS_READ,
  OUTBOX_OPERATE;

  private static final String OPERATE = "outbox:operate";

  /** The scopes of which a token must have one, the narrowest first; empty if none is needed. */
  public List<String> scopes() {
    return switch (this) {
      case SUPERVISION, PUBLIC -> List.of();
      case REPAIRS_READ -> List.of("repairs:read");
      case REPAIRS_WRITE -> List.of("repairs:write");
      case METRICS_READ -> List.of("metrics:read", OPERATE);
      case OUTBOX_OPERATE -> List.of(OPERATE);
    };
  }

  boolean isIn(Set<String> granted) {
    return !Collections.disjoint(scopes(), granted);
  }
}
