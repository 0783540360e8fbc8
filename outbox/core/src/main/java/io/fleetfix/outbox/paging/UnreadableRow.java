package io.fleetfix.outbox.paging;

/**
 * A stored row cannot be read by this release. A repetition does not help: an operator must correct
 * the row, or run a release that can read it. Stores throw this where one row was asked for; lists
 * name the row in {@link Page#unreadable}.
 */
public final class UnreadableRow extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final String problem;

  public UnreadableRow(Unreadable row, Throwable cause) {
    super("Unreadable row " + row.key() + ": " + row.problem(), cause);
    this.key = row.key();
    this.problem = row.problem();
  }

  /** The row's key, and what is wrong with the row. */
  public Unreadable row() {
    return new Unreadable(key, problem);
  }
}
