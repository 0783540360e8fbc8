package io.fleetfix.adapter.http.access;

import io.fleetfix.adapter.http.token.Caller;
import io.fleetfix.adapter.http.token.Tokens;
import io.fleetfix.adapter.http.token.Verdict;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.security.RouteRole;
import java.time.InstantSource;
import java.util.Enumeration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authenticates, authorizes and rate-limits every request that matches a route, before the route
 * handles it, and rate-limits those that match none. A route without a {@link RequiredScope} is
 * closed to all callers.
 */
public final class AuthFilter {
  private static final Logger LOG = LoggerFactory.getLogger(AuthFilter.class);
  private static final String SCHEME = "Bearer ";
  private static final String CALLER = AuthFilter.class.getName();

  private final Optional<Tokens> tokens;
  private final Optional<RateLimiter> allowances;

  public AuthFilter(AccessPolicy admission, InstantSource clock) {
    this.tokens = admission.issuer().map(issuer -> new Tokens(issuer, clock));
    this.allowances =
        admission.requestsPerSecond().stream()
            .mapToObj(limit -> new RateLimiter(limit, System::nanoTime))
            .findAny();
  }

  public void register(RoutesConfig routes) {
    routes.beforeMatched(this::admit);
  }

  /**
   * Charges a request that matches no route to its address.
   *
   * @return false if the address has nothing left: then answer {@link AccessDenied#forNow}
   */
  public boolean admitsUnrouted(Context context) {
    return has(address(context));
  }

  /** The same for a request that the server refuses before it looks for a route. */
  public boolean admitsUnrouted(Request request) {
    return has(RateLimiter.ofAddress(Request.getRemoteAddr(request)));
  }

  /** The caller's subject; empty without authentication. */
  public static Optional<String> caller(Context context) {
    return Optional.ofNullable(context.attribute(CALLER));
  }

  private void admit(Context context) {
    Set<RouteRole> roles = context.routeRoles();
    if (roles.size() == 1 && roles.iterator().next() instanceof RequiredScope access) {
      admit(context, access);
    } else {
      LOG.atError()
          .addKeyValue("path", context.endpoint().path)
          .log("Route without a required scope; access denied");
      throw AccessDenied.everybody();
    }
  }

  private void admit(Context context, RequiredScope access) {
    switch (access) {
      case SUPERVISION -> {}
      case PUBLIC -> spend(address(context));
      case REPAIRS_READ, REPAIRS_WRITE, OUTBOX_OPERATE ->
          admit(context, access.scope().orElseThrow());
    }
  }

  private void admit(Context context, String scope) {
    if (tokens.isEmpty()) {
      spend(address(context));
      return;
    }
    Optional<String> token = bearer(context);
    switch (token.<Verdict>map(tokens.get()::judge).orElseGet(Verdict.Invalid::new)) {
      case Verdict.Valid(var caller) -> {
        admit(caller, scope);
        context.attribute(CALLER, caller.subject());
      }
      case Verdict.Invalid() -> {
        spend(address(context));
        throw token.isPresent() ? AccessDenied.withInvalidToken() : AccessDenied.withoutToken();
      }
      case Verdict.Unclear() -> throw AccessDenied.untilKeysAreKnown();
    }
  }

  private void admit(Caller caller, String scope) {
    spend(RateLimiter.ofSubject(caller.subject()));
    if (!caller.scopes().contains(scope)) {
      throw AccessDenied.withoutScope(scope);
    }
  }

  private void spend(String account) {
    if (!has(account)) {
      throw AccessDenied.forNow();
    }
  }

  private boolean has(String account) {
    return allowances.isEmpty() || allowances.get().spend(account);
  }

  private static String address(Context context) {
    return RateLimiter.ofAddress(context.req().getRemoteAddr());
  }

  /** The token, if there is exactly one Authorization header and it has the Bearer scheme. */
  private static Optional<String> bearer(Context context) {
    Enumeration<String> given = context.req().getHeaders("Authorization");
    if (!given.hasMoreElements()) {
      return Optional.empty();
    }
    String credentials = given.nextElement();
    return !given.hasMoreElements()
            && credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? Optional.of(credentials.substring(SCHEME.length()).strip())
        : Optional.empty();
  }
}
