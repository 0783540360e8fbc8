package io.fleetfix.bootstrap;

/** Work that goes on beside the requests, from the service's start to its stop. */
interface Background {
  void start();

  /** Nothing new begins. */
  void stop();

  /** Waits until what is under way has ended. */
  void join() throws InterruptedException;
}
