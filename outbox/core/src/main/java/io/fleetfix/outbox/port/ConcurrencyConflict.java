package io.fleetfix.outbox.port;

/**
 * Another commit came first, and nothing was written. Load the aggregate, decide again and commit
 * again.
 */
public final class ConcurrencyConflict extends TransientFailure {
  private static final long serialVersionUID = 1L;

  private final String aggregateId;

  /**
   * Creates a conflict on one aggregate.
   *
   * @param aggregateId the aggregate whose stored version differs from the expected one
   */
  public ConcurrencyConflict(String aggregateId) {
    super("The stored version differs from the expected version");
    this.aggregateId = aggregateId;
  }

  public String aggregateId() {
    return aggregateId;
  }
}
