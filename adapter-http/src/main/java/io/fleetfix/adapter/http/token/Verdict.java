package io.fleetfix.adapter.http.token;

/** What became of a token. */
public sealed interface Verdict {
  /** It is the issuer's, for us, and in force. */
  record Valid(Caller caller) implements Verdict {}

  /** It is not; why is nothing for whoever sent it. */
  record Invalid() implements Verdict {}

  /** Nobody can say at the moment, because the issuer's keys are not to be had. */
  record Unclear() implements Verdict {}
}
