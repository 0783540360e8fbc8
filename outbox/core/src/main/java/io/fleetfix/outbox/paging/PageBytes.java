package io.fleetfix.outbox.paging;

/**
 * The bytes that a page still has room for. Every store ends its pages by it, so that a page of the
 * largest items needs no more memory than a page of small ones. Not thread-safe.
 */
public final class PageBytes {
  /** Limits the sum of {@link io.fleetfix.outbox.event.Aggregate#sizeInBytes()} over a page. */
  public static final int MAX_BYTES = 1_000_000;

  private int taken;

  /**
   * Takes the bytes of the next item.
   *
   * @return whether the item belongs to the page. The first item always does: otherwise a larger
   *     one would end the list.
   */
  public boolean take(int bytes) {
    if (taken > 0 && bytes > MAX_BYTES - taken) {
      return false;
    }
    taken += bytes;
    return true;
  }
}
