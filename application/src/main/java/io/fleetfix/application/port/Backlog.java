package io.fleetfix.application.port;

import io.fleetfix.application.port.DeliveryLedger.Delivery;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries whose receipt has not come back, in the order in which they are due: at first as they
 * occurred, later as {@link DeliveryLedger#note} says. Both may throw {@link StorageUnavailable}.
 */
public interface Backlog {
  /**
   * The entries that are due by then, those due first before the others. Each is pending at the
   * time of the call, whatever an index says; one of the last moments may be missing. One that
   * can't be read is quarantined and left out.
   *
   * @param limit how many at most, from 1 on
   */
  List<Delivery> due(Instant until, int limit);

  /** How much there is; a commit of the last moments may be missing. */
  Size size();

  /**
   * A bounded count: of a very large backlog it says that it is large, not how large.
   *
   * @param pending how many at least
   * @param oldest when the oldest of those occurred; null if there is none
   * @param quarantined how many at least are given up
   */
  record Size(long pending, @Nullable Instant oldest, long quarantined) {
    public static final Size NONE = new Size(0, null, 0);
  }
}
