package io.fleetfix.bootstrap.run;

/** Decides which of several instances of the service maintains the outbox. */
public interface Leadership {
  /** The kinds of work. Each has a turn of its own, so that only the work itself renews it. */
  enum Work {
    SWEEP,
    RECONCILE,
    REPORT
  }

  /**
   * Whether it is this instance's turn to do the work. Called before each step, by the loop that
   * does the work and by no other.
   *
   * @throws io.fleetfix.outbox.port.StorageUnavailable if that can't be determined
   */
  boolean isMine(Work work);

  /** Lets another instance take the turn. */
  void release(Work work);

  /**
   * Takes a step of the work if it is this instance's turn. If the step fails, the turn is
   * released: what is broken here may work elsewhere.
   *
   * @return whether it was this instance's turn
   */
  default boolean inTurn(Work work, Runnable step) {
    if (!isMine(work)) {
      return false;
    }
    boolean done = false;
    try {
      step.run();
      done = true;
    } finally {
      if (!done) {
        release(work);
      }
    }
    return true;
  }

  /** Where there is only one instance. */
  static Leadership alone() {
    return new Leadership() {
      @Override
      public boolean isMine(Work work) {
        return true;
      }

      @Override
      public void release(Work work) {}
    };
  }
}
