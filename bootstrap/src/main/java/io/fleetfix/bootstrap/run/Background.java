package io.fleetfix.bootstrap.run;

/** Work that goes on beside the requests, from the service's start to its stop. */
public interface Background {
  void start();

  /** Nothing new begins. */
  void stop();

  /** Waits until what is under way has ended. */
  void join() throws InterruptedException;
}
