package io.fleetfix.outbox.contracts.headofline;

import java.util.List;
import java.util.Set;

/** Something that works through a list: a queue, a shard, a page of rows. */
public interface Line extends AutoCloseable {
  /** The number of items that it takes, reads or holds at a time. */
  int window();

  /**
   * Appends items that fail each time, for a reason of their own.
   *
   * @return what identifies each of them to an operator, such as the key of its row
   */
  List<String> addFailing(int count);

  /** Appends items that succeed. */
  void addHealthy(int count);

  /**
   * Does one round of work, as much as one call, page or poll does. If the next round is not due
   * yet, virtual time first moves to when it is.
   */
  void round() throws Exception;

  /** The number of healthy items that are done. */
  int done();

  /** The failing items that an operator can see so far, in a log, an answer or a stored state. */
  Set<String> named();

  @Override
  default void close() {}
}
