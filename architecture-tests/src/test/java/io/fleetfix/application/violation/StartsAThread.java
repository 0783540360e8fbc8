package io.fleetfix.application.violation;

/** Decides by itself when it runs. */
public final class StartsAThread {
  private StartsAThread() {}

  public static Thread start(Runnable work) {
    return Thread.startVirtualThread(work);
  }
}
