package io.fleetfix.outbox.event;

/** A value that the rules don't allow. What was given is not repeated in the message. */
public final class InvalidValue extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String problem;

  /**
   * Says where and what.
   *
   * @param field where the value stands in a request, such as {@code recipient.street}
   * @param problem what is wrong with it, to follow the field's name in a sentence
   */
  public InvalidValue(String field, String problem) {
    super(field + " " + problem);
    this.field = field;
    this.problem = problem;
  }

  public String field() {
    return field;
  }

  public String problem() {
    return problem;
  }
}
