package io.fleetfix.localaws.eventbridge;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.localaws.eventbridge.EntryResult.Accepted;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The operation without HTTP: validates a call and its entries, and sends the events on. */
final class PutEvents {
  static final int MAX_ENTRIES = 10;

  /** For all entries of a call. Newer AWS documents say 1 MiB; this is the safe limit. */
  static final int MAX_BYTES = 256 * 1024;

  /**
   * While the queues are down, no more than this many events wait for them; further ones stay with
   * their sender. AWS has no such limit, but gives up after a day.
   */
  static final int MAX_UNDELIVERED = 10_000;

  /** The size that AWS counts for a time. */
  private static final int TIME_BYTES = 14;

  private final BusLog log;
  private final Routes routes;

  PutEvents(BusLog log, Routes routes) {
    this.log = log;
    this.routes = routes;
  }

  Answer answer(JsonNode arguments, PutEventsBehavior behavior) throws IOException {
    JsonNode entries = arguments.path("Entries");
    Optional<Answer> failure =
        violation(entries).or(() -> behavior.failure(entries)).or(this::backlog);
    return failure.isPresent() ? failure.get() : Answer.of(carryOut(entries, behavior));
  }

  private Optional<Answer> backlog() {
    return log.undelivered() < MAX_UNDELIVERED
        ? Optional.empty()
        : Optional.of(Answer.error(400, "ThrottlingException", "Too many events are undelivered."));
  }

  private List<EntryResult> carryOut(JsonNode entries, PutEventsBehavior behavior)
      throws IOException {
    Instant now = Instant.now();
    List<EntryResult> results = new ArrayList<>();
    List<BusEvent> events = new ArrayList<>();
    for (JsonNode entry : entries) {
      EntryResult result = EntryResult.of(entry, now);
      if (result instanceof Accepted(BusEvent event)) {
        Optional<EntryResult> refusal = behavior.refusal(event.detail()).map(no -> no);
        result = refusal.orElse(result);
        if (refusal.isEmpty()) {
          events.add(event);
        }
      }
      results.add(result);
    }
    log.append(events);
    behavior.deliveries().forEach(delay -> routes.send(events, delay));
    return results;
  }

  private static Optional<Answer> violation(JsonNode entries) {
    if (!entries.isArray() || entries.isEmpty() || entries.size() > MAX_ENTRIES) {
      return invalid(
          "1 validation error detected: Value at 'entries' failed to satisfy constraint: Member"
              + " must have length between 1 and "
              + MAX_ENTRIES);
    }
    int bytes = 0;
    for (JsonNode entry : entries) {
      bytes += size(entry);
    }
    return bytes > MAX_BYTES
        ? invalid("Total size of the entries in the request is over the limit.")
        : Optional.empty();
  }

  private static Optional<Answer> invalid(String message) {
    return Optional.of(Answer.error(400, "ValidationException", message));
  }

  private static int size(JsonNode entry) {
    int size = entry.has("Time") ? TIME_BYTES : 0;
    for (String counted : EntryResult.REQUIRED) {
      size += utf8(entry.path(counted));
    }
    for (JsonNode resource : entry.path("Resources")) {
      size += utf8(resource);
    }
    return size;
  }

  private static int utf8(JsonNode text) {
    return text.asText().getBytes(StandardCharsets.UTF_8).length;
  }
}
