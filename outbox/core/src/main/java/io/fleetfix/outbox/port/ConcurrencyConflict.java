package io.fleetfix.outbox.port;

/** Somebody else committed first: nothing was written. Load, decide again, commit again. */
public final class ConcurrencyConflict extends TransientFailure {
  private static final long serialVersionUID = 1L;

  private final String aggregateId;

  /**
   * Names what collided.
   *
   * @param aggregateId the aggregate whose stored version was not the expected one
   */
  public ConcurrencyConflict(String aggregateId) {
    super("The stored version is not the expected one");
    this.aggregateId = aggregateId;
  }

  public String aggregateId() {
    return aggregateId;
  }
}
