package io.fleetfix.outbox.event;

/**
 * How often an aggregate has been changed. Optimistic locking compares it, and an event's sequence
 * is the version that raised it.
 *
 * @param value 0 before the first commit, and one more with every commit
 */
public record Version(long value) implements Comparable<Version> {
  /** The aggregate does not exist yet: the version that a first commit expects. */
  public static final Version NONE = new Version(0);

  public static final Version FIRST = new Version(1);

  public Version {
    if (value < 0) {
      throw new InvalidValue("version", "must not be negative");
    }
  }

  public Version next() {
    return new Version(value + 1);
  }

  /**
   * The version before this one.
   *
   * @throws InvalidValue for {@link #NONE}, which has no previous version
   */
  public Version previous() {
    return new Version(value - 1);
  }

  @Override
  public int compareTo(Version other) {
    return Long.compare(value, other.value);
  }
}
