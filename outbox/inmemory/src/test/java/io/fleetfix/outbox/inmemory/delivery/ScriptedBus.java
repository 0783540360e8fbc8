package io.fleetfix.outbox.inmemory.delivery;

import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Gives the scripted answers, one per call, and accepts everything afterwards. */
final class ScriptedBus implements EventBus {
  private final Deque<List<NotAccepted>> answers = new ArrayDeque<>();
  private final List<List<OutboxEntry>> calls = new ArrayList<>();

  static NotAccepted refused(OutboxEntry entry) {
    return new NotAccepted(entry.eventId(), Cause.REFUSED, "MalformedDetail");
  }

  static NotAccepted unavailable(OutboxEntry entry) {
    return new NotAccepted(entry.eventId(), Cause.UNAVAILABLE, "ThrottlingException");
  }

  ScriptedBus answering(NotAccepted... notAccepted) {
    answers.add(List.of(notAccepted));
    return this;
  }

  @Override
  public List<NotAccepted> publish(List<OutboxEntry> entries) {
    calls.add(List.copyOf(entries));
    List<NotAccepted> answer = answers.poll();
    return answer == null ? List.of() : answer;
  }

  /** The entries of each call. */
  List<List<OutboxEntry>> calls() {
    return List.copyOf(calls);
  }
}
