package io.fleetfix.outbox.port.upkeep;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.List;

/**
 * What the sweeper remembers from one round to the next. It is stored, not kept in a process, so
 * that the next instance, or a process that runs one round only, continues from there. Both methods
 * may throw {@link StorageUnavailable}.
 */
public interface SweepMemory {
  /** The memory as last saved; {@link Rounds#NONE} at first. */
  Rounds latest();

  /** Replaces the memory. If two sweepers save at the same time, either one wins. */
  void save(Rounds rounds);

  /**
   * The rounds so far.
   *
   * @param fast the fast path's number of receipts as seen in the last round
   * @param silent number of counted rounds in a row in which that number did not change
   * @param nextAllowance number of entries to send in the next round if the probes come back; 0 if
   *     no round is to follow at once
   * @param probes some of the entries that the last round sent; empty if it sent none
   */
  record Rounds(long fast, int silent, int nextAllowance, List<EventId> probes) {
    public static final Rounds NONE = new Rounds(0, 0, 0, List.of());

    public Rounds {
      probes = List.copyOf(probes);
    }
  }
}
