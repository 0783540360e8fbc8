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
 *
 * <p>Verifying a signature is expensive, so that an address from which wrong signatures come has an
 * allowance of its own for them: once it is used up, no further unknown token of that address is
 * verified. Tokens that were valid before are not affected.
 */
public final class AuthFilter {
  private static final Logger LOG = LoggerFactory.getLogger(AuthFilter.class);
  private static final String SCHEME = "Bearer ";
  private static final String CALLER = AuthFilter.class.getName();

  private final Optional<Tokens> tokens;
  private final Optional<RateLimiter> allowances;

  public AuthFilter(AccessPolicy admission, InstantSource clock) {
    this.tokens =
        admission.issuers().isEmpty()
            ? Optional.empty()
            : Optional.of(new Tokens(admission.issuers(), clock));
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

  /** The caller; empty without authentication. */
  public static Optional<Caller> caller(Context context) {
    return Optional.ofNullable(context.attribute(CALLER));
  }

  private void admit(Context context) {
    Set<RouteRole> roles = context.routeRoles();
    if (roles.size() == 1 && roles.iterator().next() instanceof RequiredScope access) {
      switch (access) {
        case SUPERVISION -> {}
        case PUBLIC -> spend(address(context));
        case REPAIRS_READ, REPAIRS_WRITE, METRICS_READ, OUTBOX_OPERATE -> admit(context, access);
      }
    } else {
      LOG.atError()
          .addKeyValue("path", context.endpoint().path)
          .log("Route without a required scope; access denied");
      throw AccessDenied.everybody();
    }
  }

  private void admit(Context context, RequiredScope access) {
    if (tokens.isEmpty()) {
      spend(address(context));
      return;
    }
    Caller caller = authenticate(context, tokens.get());
    spend(RateLimiter.ofCaller(caller.id()));
    if (!access.isIn(caller.scopes())) {
      throw AccessDenied.withoutScope(access.scopes().getFirst());
    }
    context.attribute(CALLER, caller);
  }

  private Caller authenticate(Context context, Tokens verifier) {
    String address = address(context);
    String forgeries = RateLimiter.ofForgeries(address);
    Optional<String> token = bearer(context);
    if (token.isEmpty()) {
      throw refused(address, "no bearer token", AccessDenied.withoutToken());
    }
    return switch (verifier.judge(token.get(), () -> mayStillSpend(forgeries))) {
      case Verdict.Valid(var caller) -> caller;
      case Verdict.Invalid(var check) -> {
        if (check.equals(Verdict.Invalid.SIGNATURE)) {
          allowances.ifPresent(each -> each.spend(forgeries));
        }
        throw refused(address, check, AccessDenied.withInvalidToken());
      }
      case Verdict.Unclear() -> throw AccessDenied.untilKeysAreKnown();
      case Verdict.Deferred() -> throw AccessDenied.forNow();
    };
  }

  /**
   * The log has one message per check, so that it can count repetitions. The token is never logged.
   */
  private AccessDenied refused(String address, String check, AccessDenied answer) {
    spend(address);
    LOG.warn("Request refused with 401, because of its access token: " + check);
    return answer;
  }

  private boolean mayStillSpend(String account) {
    return allowances.map(each -> each.canSpend(account)).orElse(true);
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
