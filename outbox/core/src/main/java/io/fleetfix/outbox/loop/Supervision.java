package io.fleetfix.outbox.loop;

import java.util.function.LongSupplier;

/**
 * What loops share.
 *
 * @param nanoTime monotonic, in nanoseconds from any origin
 * @param end what happens when memory has run out
 */
public record Supervision(LongSupplier nanoTime, ProcessEnd end) {
  /** For a service: the JVM's clock, and {@link ProcessEnd#HALT}. */
  public static final Supervision OF_THIS_PROCESS =
      new Supervision(System::nanoTime, ProcessEnd.HALT);

  public Supervision {
    Halt.prepare();
  }
}
