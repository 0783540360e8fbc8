package io.fleetfix.adapter.http.token;

/** The result of verifying a token. */
public sealed interface Verdict {
  /** The token is issued for this service and currently valid. */
  record Valid(Caller caller) implements Verdict {}

  /** The token is not valid. The client does not learn why. */
  record Invalid() implements Verdict {}

  /** The token cannot be verified now, because the issuer's keys are unavailable. */
  record Unclear() implements Verdict {}
}
