package io.fleetfix.domain.violation;

/** Kinds of types that are not values. */
public final class NoValues {
  private NoValues() {}

  /** Can be extended. */
  public static class Open {}

  /** Can be implemented by any class. */
  public interface Unsealed {}

  /** Is mutable. */
  public static final class Counter {
    private int count;

    public int next() {
      return ++count;
    }
  }

  /** Has only static methods but can be instantiated. */
  public static final class Instantiable {}
}
