package io.fleetfix.adapter.eventbridge;

import static io.fleetfix.adapter.eventbridge.SomeEntries.entries;
import static io.fleetfix.adapter.eventbridge.SomeEntries.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.testing.localaws.PutEventsFault;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that fail as a whole. None of them throws. */
class OutageTest {
  private EventBridgeUnderTest eventBridge;

  @BeforeEach
  void start(@TempDir Path folder) {
    eventBridge = new EventBridgeUnderTest(folder);
  }

  @AfterEach
  void stop() {
    eventBridge.close();
  }

  static Stream<PutEventsFault> shortFaults() {
    return Stream.of(PutEventsFault.throttlingFirst(2), PutEventsFault.failingFirst(2));
  }

  @ParameterizedTest
  @MethodSource("shortFaults")
  void retriesThroughAShortFaultWithoutDuplicates(PutEventsFault fault) throws Exception {
    List<OutboxEntry> entries = entries(10);
    eventBridge.misbehave(fault);

    assertThat(eventBridge.bus().publish(entries)).isEmpty();

    assertThat(eventBridge.accepted()).containsExactlyElementsOf(ids(entries));
  }

  static Stream<Arguments> lastingFaults() {
    return Stream.of(
        Arguments.of(PutEventsFault.throttling(), "ThrottlingException"),
        Arguments.of(PutEventsFault.failingFirst(1_000), "InternalFailure"),
        Arguments.of(PutEventsFault.unavailable(), "ServiceUnavailable"));
  }

  @ParameterizedTest
  @MethodSource("lastingFaults")
  void reportsEveryEntryWithTheErrorCodeDuringALastingFault(PutEventsFault fault, String code)
      throws Exception {
    List<OutboxEntry> entries = entries(8);
    eventBridge.misbehave(fault);

    assertThat(eventBridge.bus().publish(entries))
        .isEqualTo(
            entries.stream()
                .map(entry -> new NotAccepted(entry.eventId(), Cause.UNAVAILABLE, code, false))
                .toList());
    assertThat(eventBridge.accepted()).isEmpty();
  }

  @Test
  void retriesWhenAnAnswerIsLost() throws Exception {
    List<OutboxEntry> entries = entries(3);
    eventBridge.misbehave(PutEventsFault.droppingFirstAnswers(1));

    assertThat(eventBridge.bus().publish(entries)).isEmpty();

    assertThat(eventBridge.accepted())
        .containsExactlyElementsOf(
            Collections.nCopies(2, ids(entries)).stream().flatMap(List::stream).toList());
  }

  @Test
  void unansweredEntriesAreNotAccepted() throws Exception {
    List<OutboxEntry> entries = entries(3);
    eventBridge.misbehave(PutEventsFault.droppingAnswers());

    List<NotAccepted> notAccepted = eventBridge.bus().publish(entries);

    assertUnavailable(notAccepted, entries);
    assertThat(eventBridge.accepted()).containsAll(ids(entries));
  }

  @Test
  void recoversWhenTheBusIsBack() throws Exception {
    List<OutboxEntry> entries = entries(25);
    EventBus bus = eventBridge.bus();
    assertThat(bus.publish(entries(1))).isEmpty();

    eventBridge.stop();
    assertUnavailable(bus.publish(entries), entries);
    eventBridge.startAgain();

    assertThat(bus.publish(entries)).isEmpty();
    assertThat(eventBridge.accepted()).containsAll(ids(entries));
  }

  @Test
  void timesOutWithoutAnAnswer() throws Exception {
    List<OutboxEntry> entries = entries(1);
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        EventBridgeConnection connection =
            EventBridgeUnderTest.connectionTo(
                URI.create("http://127.0.0.1:" + silent.getLocalPort()))) {
      EventBus bus = EventBridgeUnderTest.busOf(connection);

      assertThat(bus.publish(entries))
          .containsExactly(
              new NotAccepted(
                  entries.getFirst().eventId(),
                  Cause.UNAVAILABLE,
                  "ApiCallTimeoutException",
                  false));
    }
  }

  @Test
  void makesOnlyAFewCallsToABusThatIsDown() {
    List<OutboxEntry> entries = entries(470);
    AtomicInteger calls = new AtomicInteger();
    PutEventsFault down = PutEventsFault.unavailable();
    eventBridge.misbehave(
        new PutEventsFault(
            call -> {
              calls.incrementAndGet();
              return down.failures().apply(call);
            },
            down.refusals(),
            down.lostAnswers(),
            down.deliveries()));

    assertUnavailable(eventBridge.bus().publish(entries), entries);

    assertThat(calls.get())
        .isLessThanOrEqualTo(
            EventBridgeBus.MAX_CALLS_IN_FLIGHT * EventBridgeConnection.MAX_ATTEMPTS);
  }

  @Test
  void losesNothingWhenInterrupted() throws Exception {
    List<OutboxEntry> entries = entries(200);

    Thread.currentThread().interrupt();
    List<NotAccepted> notAccepted = eventBridge.bus().publish(entries);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(notAccepted).extracting(NotAccepted::cause).containsOnly(Cause.UNAVAILABLE);
    List<EventId> known = new ArrayList<>(notAccepted.stream().map(NotAccepted::eventId).toList());
    known.addAll(eventBridge.accepted());
    assertThat(known).containsAll(ids(entries));
  }

  @Test
  void doesNotThrowWhenItsConnectionIsClosed() {
    List<OutboxEntry> entries = entries(2);
    EventBus bus = eventBridge.bus();
    eventBridge.close();

    List<NotAccepted> notAccepted = bus.publish(entries);

    assertUnavailable(notAccepted, entries);
    assertThat(notAccepted).extracting(NotAccepted::code).doesNotContain(ErrorCodes.NOT_SENT);
  }

  private static void assertUnavailable(List<NotAccepted> answer, List<OutboxEntry> entries) {
    assertThat(answer).extracting(NotAccepted::eventId).containsExactlyElementsOf(ids(entries));
    assertThat(answer).extracting(NotAccepted::cause).containsOnly(Cause.UNAVAILABLE);
    assertThat(answer).extracting(NotAccepted::code).doesNotContain("");
  }
}
