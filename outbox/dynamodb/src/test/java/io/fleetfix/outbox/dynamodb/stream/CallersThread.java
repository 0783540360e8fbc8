package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.dynamodb.relaytable.ManualClock;

/** Everything happens in the thread that calls the reader, and its pauses move the clock. */
final class CallersThread implements ReaderThreads {
  private final ManualClock clock;
  private boolean woken;

  CallersThread(ManualClock clock) {
    this.clock = clock;
  }

  @Override
  public void start(Runnable worker) {
    worker.run();
  }

  @Override
  public void pause(long nanos) {
    clock.pause(woken ? 0 : nanos);
    woken = false;
  }

  @Override
  public void wake() {
    woken = true;
  }

  @Override
  public void close() {}
}
