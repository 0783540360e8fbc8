package io.fleetfix.adapter.http.access;

import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.Problem;
import io.javalin.http.Context;

/**
 * A request that gets no further than {@link AuthFilter}, with the header that says what would
 * help.
 */
public final class AccessDenied extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final String header;
  private final String value;

  private AccessDenied(Problem problem, String header, String value) {
    super(problem.title(), null, false, false); // without a stack trace: floods end here
    this.problem = problem;
    this.header = header;
    this.value = value;
  }

  public static AccessDenied withoutToken() {
    return challenged(Problem.unauthenticated("Send one access token as a bearer token."), "");
  }

  public static AccessDenied withInvalidToken() {
    return challenged(
        Problem.unauthenticated("The token is not valid here, or not any more."),
        " error=\"invalid_token\"");
  }

  public static AccessDenied withoutScope(String scope) {
    return challenged(
        Problem.forbidden("The token needs the scope " + scope + "."),
        " error=\"insufficient_scope\", scope=\"" + scope + "\"");
  }

  public static AccessDenied everybody() {
    return challenged(Problem.forbidden(null), "");
  }

  public static AccessDenied forNow() {
    return new AccessDenied(Problem.tooManyRequests(), "Retry-After", "1");
  }

  public static AccessDenied untilKeysAreKnown() {
    return new AccessDenied(Problem.unavailable(), "Retry-After", "1");
  }

  public void answer(Context context) {
    context.header(header, value);
    Json.answer(context, problem);
  }

  private static AccessDenied challenged(Problem problem, String reason) {
    return new AccessDenied(problem, "WWW-Authenticate", "Bearer" + reason);
  }
}
