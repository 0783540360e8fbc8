package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.loop.Tasks;
import io.fleetfix.outbox.retry.Pause;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One virtual thread per worker. */
final class VirtualReaderThreads implements ReaderThreads {
  private final ExecutorService threads = Tasks.OF_THIS_PROCESS.perTask();
  private volatile @Nullable Thread pausing;
  private volatile boolean woken;

  @Override
  public void start(Runnable worker) {
    threads.execute(worker);
  }

  @Override
  public void pause(long nanos) throws InterruptedException {
    pausing = Thread.currentThread();
    if (!woken) {
      Pause.PARKING.nanos(nanos);
    }
    woken = false;
  }

  @Override
  public void wake() {
    woken = true;
    LockSupport.unpark(pausing);
  }

  @Override
  public void close() {
    threads.close();
  }
}
