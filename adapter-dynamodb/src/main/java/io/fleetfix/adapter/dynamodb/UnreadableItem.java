package io.fleetfix.adapter.dynamodb;

/** A row that this service has not written, or not like that. No client can be blamed for it. */
public final class UnreadableItem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String problem;

  UnreadableItem(String attribute, String problem) {
    super("A row cannot be read: " + attribute + " " + problem);
    this.problem = attribute + " " + problem;
  }

  /** Which attribute it is and what is wrong with it; never a value out of the row. */
  public String problem() {
    return problem;
  }
}
