package io.fleetfix.domain.repair;

/** Why a repair, or what belongs to it, refuses a command in its current state. */
public enum Refusal {
  COMPLETED("The repair is completed."),
  CANCELLED("The repair is cancelled."),
  WORK_LIMIT(
      "The repair already has " + Repair.MAX_WORK_LINES + " work lines, which is the limit."),
  UNKNOWN_LINE("The repair has no such line."),
  NEGATIVE_TOTAL("The total of the lines with one rate of VAT is negative."),
  ADDRESS_MISSING("The customer's address is missing, and the invoice must show it."),
  VAT_ID_MISSING("The customer's VAT id is missing, and the invoice must show it."),
  STILL_VALID("The invoice is still valid."),
  CREDITED("The invoice is credited in full already."),
  BEYOND_INVOICE("The credit is more than what is left of the invoice."),
  NEGATIVE_CREDIT("The total of the credit is negative."),
  CREDIT_NOTE_LIMIT(
      "The repair already has " + Repair.MAX_CREDIT_NOTES + " credit notes, which is the limit."),
  TOO_LARGE("The repair would be larger than " + Repair.MAX_BYTES + " bytes, which is the limit.");

  private final String sentence;

  Refusal(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }
}
