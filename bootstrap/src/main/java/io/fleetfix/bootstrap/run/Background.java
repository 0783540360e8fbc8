package io.fleetfix.bootstrap.run;

/** Work that goes on beside the requests, from the service's start to its stop. */
public interface Background {
  void start();

  /** Nothing new begins. */
  void stop();

  /** Waits until what is under way has ended. */
  void join() throws InterruptedException;

  /** Something that starts, stops and is waited for by other words. */
  static Background of(Runnable start, Runnable stop, Waiting join) {
    return new Background() {
      @Override
      public void start() {
        start.run();
      }

      @Override
      public void stop() {
        stop.run();
      }

      @Override
      public void join() throws InterruptedException {
        join.await();
      }
    };
  }

  /** Waits for an end. */
  @FunctionalInterface
  interface Waiting {
    void await() throws InterruptedException;
  }
}
