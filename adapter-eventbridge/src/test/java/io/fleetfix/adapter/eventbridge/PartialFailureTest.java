package io.fleetfix.adapter.eventbridge;

import static io.fleetfix.adapter.eventbridge.SomeEntries.entries;
import static io.fleetfix.adapter.eventbridge.SomeEntries.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.testing.localaws.PutEventsFault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are answered with 200 although some of their entries were not accepted. */
class PartialFailureTest {
  private EventBridgeUnderTest eventBridge;

  @BeforeEach
  void start(@TempDir Path folder) {
    eventBridge = new EventBridgeUnderTest(folder);
  }

  @AfterEach
  void stop() {
    eventBridge.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 8, 9, 10, 23, 24})
  void reportsOnlyTheRefusedEntry(int refused) throws Exception {
    List<OutboxEntry> entries = entries(25);
    EventId id = entries.get(refused).eventId();
    eventBridge.refuse("MalformedDetail", id);

    assertThat(eventBridge.bus().publish(entries))
        .containsExactly(new NotAccepted(id, Cause.REFUSED, "MalformedDetail"));

    List<EventId> others = new ArrayList<>(ids(entries));
    others.remove(id);
    assertThat(eventBridge.accepted()).containsExactlyInAnyOrderElementsOf(others);
  }

  @Test
  void reportsRefusedEntriesInOrder() {
    List<OutboxEntry> entries = entries(95);
    eventBridge.refuse("InvalidArgument", ids(entries).toArray(EventId[]::new));

    assertThat(eventBridge.bus().publish(entries))
        .extracting(NotAccepted::eventId)
        .containsExactlyElementsOf(ids(entries));
  }

  @Test
  void reportsAnEntryOnceEvenIfPublishedTwice() {
    OutboxEntry entry = entries(1).getFirst();
    eventBridge.refuse("InvalidArgument", entry.eventId());

    assertThat(eventBridge.bus().publish(List.of(entry, entry))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ThrottlingException",
        "InternalFailure",
        "InternalException",
        "ServiceUnavailable"
      })
  void retriesOnlyTheEntriesItWasTooBusyFor(String code) throws Exception {
    List<OutboxEntry> entries = entries(10);
    eventBridge.misbehave(PutEventsFault.refusingFirst(code, 4));

    assertThat(eventBridge.bus().publish(entries)).isEmpty();

    // The last six were accepted first, and each of them once.
    assertThat(eventBridge.accepted())
        .containsExactlyElementsOf(
            ids(
                List.of(entries.subList(4, 10), entries.subList(0, 4)).stream()
                    .flatMap(List::stream)
                    .toList()));
  }

  @Test
  void stopsRetryingAnEntryItIsAlwaysTooBusyFor() throws Exception {
    List<OutboxEntry> entries = entries(5);
    String busy = entries.get(2).eventId().toString();
    AtomicInteger asked = new AtomicInteger();
    eventBridge.misbehave(
        PutEventsFault.refusing(
            "ThrottlingException",
            detail -> detail.path("eventId").asText().equals(busy) && asked.incrementAndGet() > 0));

    assertThat(eventBridge.bus().publish(entries))
        .containsExactly(
            new NotAccepted(entries.get(2).eventId(), Cause.UNAVAILABLE, "ThrottlingException"));

    assertThat(asked).hasValue(Publication.MAX_TRIES);
    assertThat(eventBridge.accepted()).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void findsTheEntryThatInvalidatesAWholeCall() throws Exception {
    List<OutboxEntry> entries = entries(25);
    EventId invalid = entries.get(14).eventId();
    eventBridge.misbehave(
        PutEventsFault.invalidating(
            entry -> entry.path("Detail").asText().contains(invalid.toString())));

    assertThat(eventBridge.bus().publish(entries))
        .containsExactly(new NotAccepted(invalid, Cause.REFUSED, "ValidationException"));

    assertThat(eventBridge.accepted()).hasSize(24).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"MalformedDetail", "InvalidArgument"})
  void doesNotRetryPermanentRefusals(String code) {
    assertThat(sentThreeWith(code))
        .extracting(NotAccepted::cause, NotAccepted::code)
        .containsOnly(tuple(Cause.REFUSED, code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AccessDeniedException",
        "NotAuthorizedForSourceException",
        "NotAuthorizedForDetailTypeException",
        "InvalidAccountIdException",
        "RedactionFailure",
        "ResourceNotFoundException",
        "LimitExceededException",
        "malformeddetail",
        "SomethingNew2031"
      })
  void doesNotTakeForARefusalWhatCanHeal(String code) {
    assertThat(sentThreeWith(code))
        .extracting(NotAccepted::cause, NotAccepted::code)
        .containsOnly(tuple(Cause.UNAVAILABLE, code));
  }

  /** Sends three entries, and checks that none of them was sent twice. */
  private List<NotAccepted> sentThreeWith(String code) {
    AtomicInteger asked = new AtomicInteger();
    eventBridge.misbehave(PutEventsFault.refusing(code, detail -> asked.incrementAndGet() > 0));

    List<NotAccepted> answer = eventBridge.bus().publish(entries(3));

    assertThat(answer).hasSize(3);
    assertThat(asked).hasValue(3);
    return answer;
  }

  @Test
  void entriesThatAlwaysFailDoNotStopTheOtherCalls() throws Exception {
    List<OutboxEntry> entries = entries(200);
    List<OutboxEntry> failing = entries.subList(0, 61);
    eventBridge.refuse("InternalFailure", ids(failing).toArray(EventId[]::new));

    assertThat(eventBridge.bus().publish(entries))
        .extracting(NotAccepted::eventId, NotAccepted::answered)
        .containsExactlyElementsOf(ids(failing).stream().map(id -> tuple(id, true)).toList());

    assertThat(eventBridge.accepted()).hasSize(139).doesNotHaveDuplicates();
  }

  @Test
  void makesOnlyAFewCallsWhenEveryEntryFails() {
    AtomicInteger asked = new AtomicInteger();
    eventBridge.misbehave(
        PutEventsFault.refusing("InternalFailure", detail -> asked.incrementAndGet() > 0));

    List<NotAccepted> answer = eventBridge.bus().publish(entries(1_000));

    assertThat(answer).hasSize(1_000);
    assertThat(answer)
        .filteredOn(no -> !no.answered())
        .extracting(NotAccepted::code)
        .containsOnly(ErrorCodes.NOT_SENT);
    int batches = Publication.MAX_FRUITLESS_BATCHES + EventBridgeBus.MAX_CALLS_IN_FLIGHT - 1;
    assertThat(asked.get())
        .isLessThanOrEqualTo(batches * Batches.MAX_ENTRIES * Publication.MAX_TRIES);
  }
}
