package io.fleetfix.outbox.loop;

import java.util.List;

/** Work that runs in threads of its own, in one or several loops. Starts and stops once. */
public interface Background {
  void start();

  /** No new work begins after this. */
  void stop();

  /** Call it after {@link #stop}: waits until the work in progress has ended. */
  void join() throws InterruptedException;

  /** The loops, for those who watch them. */
  List<SupervisedLoop> loops();
}
