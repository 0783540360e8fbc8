package io.fleetfix.domain.violation;

/** Shapes that a value of the domain must not have. */
public final class NoValues {
  private NoValues() {}

  /** Can be extended into anything. */
  public static class Open {}

  /** Can be implemented by anybody. */
  public interface Unsealed {}

  /** Changes under the reader's eyes. */
  public static final class Counter {
    private int count;

    public int next() {
      return ++count;
    }
  }

  /** Has nothing to hold and can be made all the same. */
  public static final class Instantiable {}
}
