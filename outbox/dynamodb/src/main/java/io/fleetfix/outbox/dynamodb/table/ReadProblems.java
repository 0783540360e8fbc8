package io.fleetfix.outbox.dynamodb.table;

import io.fleetfix.outbox.paging.Unreadable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Learns of rows that cannot be read. Must be quick and thread-safe, and must not throw. */
@FunctionalInterface
public interface ReadProblems {
  /** Names the rows in the log. */
  ReadProblems LOGGED = new Logged();

  /** An unreadable row was read. Called as often as it is read. */
  void found(Unreadable row);

  /**
   * A pending row was left pending for another instance, because a later release wrote it, or
   * because its marks contradict each other. Called the first time only.
   */
  default void putOff(Unreadable row) {}

  default ReadProblems and(ReadProblems other) {
    return new ReadProblems() {
      @Override
      public void found(Unreadable row) {
        ReadProblems.this.found(row);
        other.found(row);
      }

      @Override
      public void putOff(Unreadable row) {
        ReadProblems.this.putOff(row);
        other.putOff(row);
      }
    };
  }

  /** Names the rows in the log. */
  final class Logged implements ReadProblems {
    private static final Logger LOG = LoggerFactory.getLogger(ReadProblems.class);

    private Logged() {}

    @Override
    public void found(Unreadable row) {
      LOG.atError()
          .addKeyValue("key", row.key())
          .addKeyValue("problem", row.problem())
          .log("Unreadable row");
    }

    @Override
    public void putOff(Unreadable row) {
      LOG.atInfo()
          .addKeyValue("key", row.key())
          .addKeyValue("problem", row.problem())
          .log("Pending row left to another instance");
    }
  }
}
