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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Authenticates, authorizes and rate-limits every request that matches a route, before the route
 * handles it. A route without a {@link RequiredScope} is closed to all callers.
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

  /** The caller's subject; empty without authentication. */
  public static Optional<String> caller(Context context) {
    return Optional.ofNullable(context.attribute(CALLER));
  }

  private void admit(Context context) {
    Set<RouteRole> roles = context.routeRoles();
    if (roles.size() == 1 && roles.iterator().next() instanceof RequiredScope access) {
      access.scope().ifPresent(scope -> admit(context, scope));
    } else {
      LOG.atError()
          .addKeyValue("path", context.endpoint().path)
          .log("Route without a required scope; access denied");
      throw AccessDenied.everybody();
    }
  }

  private void admit(Context context, String scope) {
    if (tokens.isEmpty()) {
      spend(RateLimiter.ofAddress(context.req().getRemoteAddr()));
      return;
    }
    Optional<String> token = bearer(context);
    switch (token.<Verdict>map(tokens.get()::judge).orElseGet(Verdict.Invalid::new)) {
      case Verdict.Valid(var caller) -> {
        admit(caller, scope);
        context.attribute(CALLER, caller.subject());
      }
      case Verdict.Invalid() -> {
        spend(RateLimiter.ofAddress(context.req().getRemoteAddr()));
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
    if (allowances.isPresent() && !allowances.get().spend(account)) {
      throw AccessDenied.forNow();
    }
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
