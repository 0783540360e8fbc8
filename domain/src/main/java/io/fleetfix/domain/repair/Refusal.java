package io.fleetfix.domain.repair;

/** Why a repair refuses a command in its current state. */
public enum Refusal {
  COMPLETED("The repair is completed."),
  CANCELLED("The repair is cancelled."),
  WORK_LIMIT(
      "The repair already has " + Repair.MAX_WORK_LINES + " work lines, which is the limit."),
  TOO_LARGE(
      "The repair would be larger than "
          + Repair.MAX_BYTES
          + " bytes with this work line, which is the limit.");

  private final String sentence;

  Refusal(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
