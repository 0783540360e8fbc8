package io.fleetfix.adapter.inmemory;

import io.fleetfix.domain.Request;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Which requests can go, so that memory does not fill with keys. Guarded by the store's lock. */
final class RequestsByAge {
  /** Two for each that comes: a backlog shrinks, and no commit has much to do. */
  private static final int MOST_AT_ONCE = 2;

  private final NavigableSet<Request> oldestFirst =
      new TreeSet<>(
          Comparator.comparing(Request::receivedAt)
              .thenComparing(request -> request.key().value()));

  void add(Request request) {
    oldestFirst.add(request);
  }

  void remove(Request request) {
    oldestFirst.remove(request);
  }

  /** Lets go of the oldest requests that have expired by now, a few a call. */
  List<Request> takeExpired(Instant now) {
    List<Request> expired = new ArrayList<>();
    while (expired.size() < MOST_AT_ONCE
        && !oldestFirst.isEmpty()
        && oldestFirst.first().isExpiredAt(now)) {
      expired.add(oldestFirst.removeFirst());
    }
    return expired;
  }
}
