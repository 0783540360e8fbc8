package io.fleetfix.support.benchmarks;

import java.util.List;
import java.util.function.Consumer;

/** Completes repairs in DynamoDB and relays their events to a bus. */
interface RelaySubject {
  /**
   * Completes an open repair, in one transaction with its event.
   *
   * @return the id of the event
   */
  String complete(String repairId);

  /**
   * Reads the stream's next records and passes the ids of new events to the bus. Waits briefly if
   * there are none.
   */
  void relay(Consumer<List<String>> bus) throws InterruptedException;
}
