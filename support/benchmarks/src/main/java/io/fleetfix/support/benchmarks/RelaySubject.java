package io.fleetfix.support.benchmarks;

import java.util.List;
import java.util.function.Consumer;

/** Something that completes repairs in DynamoDB and carries their events to a bus. */
interface RelaySubject {
  /**
   * Completes an open repair in one transaction with its event.
   *
   * @return the event's id
   */
  String complete(String repairId);

  /**
   * Reads the stream's next records and gives the ids of new events to the bus; waits a little if
   * there are none.
   */
  void relay(Consumer<List<String>> bus) throws InterruptedException;
}
