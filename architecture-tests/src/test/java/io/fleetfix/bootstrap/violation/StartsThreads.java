package io.fleetfix.bootstrap.violation;

import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadFactory;

/** Ways to run work in a thread that is not supervised. */
public final class StartsThreads {
  private StartsThreads() {}

  /** With the constructor. */
  public static final class ByItself {
    private ByItself() {}

    public static Thread thread(Runnable work) {
      return new Thread(work);
    }
  }

  /** With a builder. */
  public static final class ByABuilder {
    private ByABuilder() {}

    public static ThreadFactory threads() {
      return Thread.ofPlatform().factory();
    }
  }

  /** With a pool. */
  public static final class InAPool {
    private InAPool() {}

    public static ExecutorService threads() {
      return Executors.newCachedThreadPool();
    }
  }

  /** With the common pool. */
  public static final class InTheCommonPool {
    private InTheCommonPool() {}

    public static Executor threads() {
      return ForkJoinPool.commonPool();
    }
  }

  /** With a future. */
  public static final class InAFuture {
    private InAFuture() {}

    public static CompletableFuture<Void> run(Runnable work) {
      return CompletableFuture.runAsync(work);
    }
  }

  /** With a timer. */
  public static final class ByATimer {
    private ByATimer() {}

    public static Timer timer() {
      return new Timer();
    }
  }
}
