package io.fleetfix.adapter.http.access;

import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.Problem;
import io.fleetfix.adapter.http.message.ProblemType;
import io.javalin.http.Context;

/** A request that {@link AuthFilter} refuses, with the header that goes with its status. */
public final class AccessDenied extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final String header;
  private final String value;

  private AccessDenied(Problem problem, String header, String value) {
    super(
        problem.title(),
        null,
        false,
        false); // without a stack trace: it must be cheap under a flood
    this.problem = problem;
    this.header = header;
    this.value = value;
  }

  public static AccessDenied withoutToken() {
    return challenged(
        Problem.of(ProblemType.UNAUTHENTICATED, "Send one access token as Authorization: Bearer."),
        "");
  }

  public static AccessDenied withInvalidToken() {
    return challenged(
        Problem.of(
            ProblemType.UNAUTHENTICATED,
            "The access token is malformed, expired or not issued for this service. Get a new one."),
        " error=\"invalid_token\"");
  }

  public static AccessDenied withoutScope(String scope) {
    return challenged(
        Problem.of(ProblemType.FORBIDDEN, "The access token lacks the scope " + scope + "."),
        " error=\"insufficient_scope\", scope=\"" + scope + "\"");
  }

  public static AccessDenied everybody() {
    return challenged(Problem.of(ProblemType.FORBIDDEN, "No token has access to this route."), "");
  }

  public static AccessDenied forNow() {
    return new AccessDenied(Problem.of(ProblemType.TOO_MANY_REQUESTS), "Retry-After", "1");
  }

  public static AccessDenied untilKeysAreKnown() {
    return new AccessDenied(Problem.of(ProblemType.UNAVAILABLE), "Retry-After", "1");
  }

  public void answer(Context context) {
    context.header(header, value);
    Json.answer(context, problem);
  }

  private static AccessDenied challenged(Problem problem, String reason) {
    return new AccessDenied(problem, "WWW-Authenticate", "Bearer" + reason);
  }
}
