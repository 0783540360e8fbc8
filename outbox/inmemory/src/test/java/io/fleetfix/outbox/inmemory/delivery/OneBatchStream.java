package io.fleetfix.outbox.inmemory.delivery;

import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Passes the same entries until they are taken, and nothing afterwards. */
final class OneBatchStream implements OutboxStream {
  private final List<Duration> timeouts = new ArrayList<>();
  private List<OutboxEntry> left;

  OneBatchStream(OutboxEntry... entries) {
    this.left = List.of(entries);
  }

  @Override
  public int take(Duration timeout, Consumer<List<OutboxEntry>> taker) {
    timeouts.add(timeout);
    int count = left.size();
    if (count > 0) {
      taker.accept(left);
    }
    left = List.of();
    return count;
  }

  /** The entries that are not taken yet. */
  List<OutboxEntry> left() {
    return left;
  }

  List<Duration> timeouts() {
    return List.copyOf(timeouts);
  }
}
