package io.fleetfix.application.violation;

/** Starts its own thread. */
public final class StartsAThread {
  private StartsAThread() {}

  public static Thread start(Runnable work) {
    return Thread.startVirtualThread(work);
  }
}
