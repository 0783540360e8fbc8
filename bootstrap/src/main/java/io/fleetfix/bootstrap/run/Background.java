package io.fleetfix.bootstrap.run;

/** Work that runs in the background while the service does. */
public interface Background {
  void start();

  /** No new work begins after this. */
  void stop();

  /** Waits until the work in progress has ended. */
  void join() throws InterruptedException;

  /** Adapts something whose methods have other names. */
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

  /** Waits for work to end. */
  @FunctionalInterface
  interface Waiting {
    void await() throws InterruptedException;
  }
}
