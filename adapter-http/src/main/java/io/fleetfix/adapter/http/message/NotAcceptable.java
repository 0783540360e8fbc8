package io.fleetfix.adapter.http.message;

import java.util.List;

/** The client accepts no media type in which the answer is available. */
public final class NotAcceptable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String detail;

  NotAcceptable(List<String> offered) {
    super("Not acceptable", null, false, false); // without a stack trace: an answer, not a fault
    this.detail = "Accept " + String.join(" or ", offered) + ".";
  }

  /** Names the available media types. */
  public Problem problem() {
    return Problem.of(ProblemType.NOT_ACCEPTABLE, detail);
  }
}
