package io.fleetfix.adapter.http.token;

/** Ends the verification of a token that is not valid. */
final class RefusedToken extends Exception {
  private static final long serialVersionUID = 1L;

  private final String check;

  /**
   * Refuses a token.
   *
   * @param check what failed: a claim or a check of ours, never a text from the token
   */
  RefusedToken(String check) {
    super(check, null, false, false); // without a stack trace: it must be cheap under a flood
    this.check = check;
  }

  String check() {
    return check;
  }
}
