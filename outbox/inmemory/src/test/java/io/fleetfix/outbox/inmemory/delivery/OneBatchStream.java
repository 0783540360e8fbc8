package io.fleetfix.outbox.inmemory.delivery;

import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Gives the same entries until they are taken, and nothing afterwards. */
final class OneBatchStream implements OutboxStream {
  private final List<Duration> patiences = new ArrayList<>();
  private List<OutboxEntry> left;

  OneBatchStream(OutboxEntry... entries) {
    this.left = List.of(entries);
  }

  @Override
  public int take(Duration patience, Consumer<List<OutboxEntry>> taker) {
    patiences.add(patience);
    int count = left.size();
    if (count > 0) {
      taker.accept(left);
    }
    left = List.of();
    return count;
  }

  /** What is not taken yet. */
  List<OutboxEntry> left() {
    return left;
  }

  List<Duration> patiences() {
    return List.copyOf(patiences);
  }
}
