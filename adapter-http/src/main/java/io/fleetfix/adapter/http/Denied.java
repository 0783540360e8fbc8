package io.fleetfix.adapter.http;

import io.javalin.http.Context;

/** A request that gets no further than {@link Gate}, with the header that says what would help. */
final class Denied extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final String header;
  private final String value;

  private Denied(Problem problem, String header, String value) {
    super(problem.title(), null, false, false); // without a stack trace: floods end here
    this.problem = problem;
    this.header = header;
    this.value = value;
  }

  static Denied withoutToken() {
    return challenged(Problem.unauthenticated("Send one access token as a bearer token."), "");
  }

  static Denied withInvalidToken() {
    return challenged(
        Problem.unauthenticated("The token is not valid here, or not any more."),
        " error=\"invalid_token\"");
  }

  static Denied withoutScope(String scope) {
    return challenged(
        Problem.forbidden("The token needs the scope " + scope + "."),
        " error=\"insufficient_scope\", scope=\"" + scope + "\"");
  }

  static Denied everybody() {
    return challenged(Problem.forbidden(null), "");
  }

  static Denied forNow() {
    return new Denied(Problem.tooManyRequests(), "Retry-After", "1");
  }

  static Denied untilKeysAreKnown() {
    return new Denied(Problem.unavailable(), "Retry-After", "1");
  }

  void answer(Context context) {
    context.header(header, value);
    Json.answer(context, problem);
  }

  private static Denied challenged(Problem problem, String reason) {
    return new Denied(problem, "WWW-Authenticate", "Bearer" + reason);
  }
}
