package io.fleetfix.adapter.eventbridge;

import java.util.ArrayList;
import java.util.List;

/** Splits entries into batches within EventBridge's limits for one call. */
final class Batches {
  /** EventBridge's limit of entries per call. */
  static final int MAX_ENTRIES = 10;

  /**
   * For all entries of one call together, in bytes: the lowest of the limits that AWS documents.
   */
  static final int MAX_BYTES = 256 * 1024;

  private Batches() {}

  /**
   * As few batches as this order allows. An entry above the size limit gets a batch of its own,
   * which the bus then refuses.
   */
  static List<List<BusEntry>> of(List<BusEntry> entries) {
    List<List<BusEntry>> batches = new ArrayList<>();
    List<BusEntry> batch = new ArrayList<>();
    int bytes = 0;
    for (BusEntry entry : entries) {
      if (batch.size() == MAX_ENTRIES || (!batch.isEmpty() && bytes + entry.size() > MAX_BYTES)) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(entry);
      bytes += entry.size();
    }
    if (!batch.isEmpty()) {
      batches.add(batch);
    }
    return batches;
  }
}
