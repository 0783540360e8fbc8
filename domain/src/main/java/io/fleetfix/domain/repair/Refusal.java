package io.fleetfix.domain.repair;

/** Why a repair can't take a command in the state it is in. */
public enum Refusal {
  COMPLETED("The repair is completed."),
  CANCELLED("The repair is cancelled."),
  WORK_LIMIT("The repair has as many work lines as it can have.");

  private final String sentence;

  Refusal(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
