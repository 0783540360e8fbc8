package io.fleetfix.outbox.event;

/** A value that breaks a rule. The message never repeats the value. */
public final class InvalidValue extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String problem;

  /**
   * Names the field and the problem.
   *
   * @param field the field's path in a request, such as {@code recipient.street}
   * @param problem what is wrong with the value; completes a sentence that begins with the field's
   *     name
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
