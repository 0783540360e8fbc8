package io.fleetfix.adapter.print;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Supplies what is created with the first call, for any number of threads. */
final class Once<T> implements Supplier<T> {
  private final Supplier<T> first;
  private @Nullable T value;

  Once(Supplier<T> first) {
    this.first = first;
  }

  @Override
  public synchronized T get() {
    T known = value;
    if (known == null) {
      known = first.get();
      value = known;
    }
    return known;
  }
}
