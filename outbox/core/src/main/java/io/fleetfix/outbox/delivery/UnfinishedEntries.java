package io.fleetfix.outbox.delivery;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The relay's memory of entries that the stream will repeat: which of them the bus accepted, and
 * how often it was tried to send the others. Entries are done when the bus accepted them, or after
 * {@link RelayOutbox#MAX_TRIES} tries.
 *
 * <p>A refusal counts as a try. Any other answer counts only if the bus accepted some other entry
 * since this entry was first sent: otherwise the bus is down, and the entry is not to blame.
 *
 * <p>Remembers up to {@link #MOST} entries and then forgets the oldest, which are sent again as if
 * for the first time. Thread-safe.
 */
final class UnfinishedEntries {
  static final int MOST = 20_000;

  private final Map<EventId, Progress> known = new LinkedHashMap<>();
  private long accepted;

  /**
   * What happened to one entry.
   *
   * @param answers how often the bus answered for it
   * @param tries the answers that count
   * @param acceptedBefore how many entries the bus had accepted before this one was first sent
   */
  private record Progress(boolean done, int answers, int tries, long acceptedBefore) {
    Progress after(NotAccepted answer, long acceptedNow) {
      boolean counts =
          answer.cause() == Cause.REFUSED || (answer.answered() && acceptedNow > acceptedBefore);
      int now = counts ? tries + 1 : tries;
      return new Progress(
          now >= RelayOutbox.MAX_TRIES,
          answer.answered() ? answers + 1 : answers,
          now,
          acceptedBefore);
    }
  }

  /**
   * Those that are not done. An entry that keeps failing comes after those that fail less often.
   */
  synchronized List<OutboxEntry> left(List<OutboxEntry> entries) {
    return entries.stream()
        .filter(entry -> !progress(entry.eventId()).done())
        .sorted(Comparator.comparingInt(entry -> progress(entry.eventId()).answers()))
        .toList();
  }

  /** Records the answer to a call, and returns the entries that are done without acceptance. */
  synchronized List<NotAccepted> record(List<OutboxEntry> sent, List<NotAccepted> answer) {
    Map<EventId, NotAccepted> notAccepted =
        answer.stream().collect(toMap(NotAccepted::eventId, no -> no));
    Set<EventId> ids =
        sent.stream().map(OutboxEntry::eventId).collect(toCollection(LinkedHashSet::new));
    long before = accepted;
    accepted += ids.stream().filter(id -> !notAccepted.containsKey(id)).count();
    List<NotAccepted> abandoned = new ArrayList<>();
    for (EventId id : ids) {
      NotAccepted no = notAccepted.get(id);
      Progress last = known.getOrDefault(id, new Progress(false, 0, 0, before));
      Progress now = no == null ? new Progress(true, 0, 0, before) : last.after(no, accepted);
      known.put(id, now);
      if (no != null && now.done()) {
        abandoned.add(no);
      }
    }
    return abandoned;
  }

  /** Call it when the stream will no longer repeat these entries. */
  synchronized void forget(List<OutboxEntry> entries) {
    entries.forEach(entry -> known.remove(entry.eventId()));
  }

  /** Call it when the stream will repeat the entries. */
  synchronized void keepTheNewest() {
    Iterator<EventId> oldest = known.keySet().iterator();
    for (int tooMany = known.size() - MOST; tooMany > 0; tooMany--) {
      oldest.next();
      oldest.remove();
    }
  }

  private Progress progress(EventId id) {
    return known.getOrDefault(id, new Progress(false, 0, 0, accepted));
  }
}
