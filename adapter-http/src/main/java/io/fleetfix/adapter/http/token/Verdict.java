package io.fleetfix.adapter.http.token;

/** The result of verifying a token. */
public sealed interface Verdict {
  /** The token is issued for this service and currently valid. */
  record Valid(Caller caller) implements Verdict {}

  /**
   * The token is not valid. The client does not learn why.
   *
   * @param check the claim or the check that failed, for the log: never a text from the token
   */
  record Invalid(String check) implements Verdict {
    /** The check that costs most. */
    public static final String SIGNATURE = "signature";
  }

  /** The token cannot be verified now, because the issuer's keys are unavailable. */
  record Unclear() implements Verdict {}

  /** The signature was not verified, because the caller may not have another one verified now. */
  record Deferred() implements Verdict {}
}
