package io.fleetfix.testing.localaws.eventbridge;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.localaws.eventbridge.EventBridgeUnderTest.LABELLING;
import static io.fleetfix.testing.localaws.eventbridge.EventBridgeUnderTest.RECEIPTS;
import static io.fleetfix.testing.localaws.eventbridge.EventBridgeUnderTest.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.localaws.eventbridge.BusLog;
import io.fleetfix.testing.localaws.PutEventsFault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Each fault as the SDK's client sees it. */
class PutEventsFaultTest {
  private EventBridgeUnderTest underTest;

  @BeforeEach
  void start(@TempDir Path folder) {
    underTest = new EventBridgeUnderTest(folder);
  }

  @AfterEach
  void stop() {
    underTest.close();
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(PutEventsFault.throttlingFirst(2), 400, "ThrottlingException", true),
        Arguments.of(PutEventsFault.failingFirst(2), 500, "InternalFailure", false));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failsTheFirstCallsAndRecovers(
      PutEventsFault fault, int status, String code, boolean throttling) throws Exception {
    underTest.eventBridge().behave(fault);

    assertFails(status, code, throttling);
    assertFails(status, code, throttling);
    assertThat(BusLog.read(underTest.log())).isEmpty();
    assertThat(underTest.put(event("ParcelShipped")).failedEntryCount()).isZero();
  }

  @Test
  void failsUntilTheFaultIsRemoved() {
    underTest.eventBridge().behave(PutEventsFault.throttling());
    assertFails(400, "ThrottlingException", true);
    underTest.eventBridge().behave(PutEventsFault.unavailable());
    assertFails(503, "ServiceUnavailable", false);
    underTest.eventBridge().behave(PutEventsFault.none());

    assertThat(underTest.put(event("ParcelShipped")).failedEntryCount()).isZero();
  }

  private void assertFails(int status, String code, boolean throttling) {
    assertThatThrownBy(() -> underTest.put(event("ParcelShipped")))
        .isInstanceOfSatisfying(
            EventBridgeException.class,
            failure -> {
              assertThat(failure.statusCode()).isEqualTo(status);
              assertThat(failure.awsErrorDetails().errorCode()).isEqualTo(code);
              assertThat(failure.isThrottlingException()).isEqualTo(throttling);
            });
  }

  @Test
  void oneInvalidEntryFailsTheWholeCall() throws Exception {
    underTest
        .eventBridge()
        .behave(
            PutEventsFault.invalidating(
                entry -> entry.path("Detail").asText().contains("ParcelLost")));

    assertThatThrownBy(() -> underTest.put(event("ParcelShipped"), event("ParcelLost")))
        .isInstanceOfSatisfying(
            EventBridgeException.class,
            failure ->
                assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("ValidationException"));
    assertThat(underTest.put(event("ParcelShipped")).failedEntryCount()).isZero();
    assertThat(BusLog.read(underTest.log())).hasSize(1);
  }

  @Test
  void refusesMatchingEntriesAndAcceptsTheOthers() throws Exception {
    underTest
        .eventBridge()
        .behave(
            PutEventsFault.refusing(
                "NotAuthorizedForSourceException",
                detail -> detail.path("eventType").asText().equals("ParcelLost")));

    assertThat(
            underTest
                .put(event("ParcelShipped"), event("ParcelLost"), event("LabelPrinted"))
                .entries())
        .extracting(PutEventsResultEntry::errorCode)
        .containsExactly(null, "NotAuthorizedForSourceException", null);
    assertThat(BusLog.read(underTest.log())).hasSize(2);
    eventually(() -> assertThat(underTest.receivedBy(RECEIPTS)).hasSize(2));
  }

  @Test
  void refusesTheFirstEntriesAndRecovers() {
    underTest.eventBridge().behave(PutEventsFault.refusingFirst("InternalFailure", 2));

    assertThat(
            underTest
                .put(event("ParcelShipped"), event("ParcelShipped"), event("ParcelShipped"))
                .entries())
        .extracting(PutEventsResultEntry::errorCode)
        .containsExactly("InternalFailure", "InternalFailure", null);
  }

  @Test
  void acceptsTheCallAndDropsItsConnection() throws Exception {
    underTest.eventBridge().behave(PutEventsFault.droppingFirstAnswers(1));

    assertThatThrownBy(() -> underTest.put(event("ParcelShipped")))
        .isInstanceOf(SdkClientException.class);

    assertThat(BusLog.read(underTest.log())).hasSize(1);
    eventually(() -> assertThat(underTest.receivedBy(RECEIPTS)).hasSize(1));
    assertThat(underTest.put(event("ParcelShipped")).failedEntryCount()).isZero();
  }

  @Test
  void deliversTwiceButLogsOnce() throws Exception {
    underTest.eventBridge().behave(PutEventsFault.deliveringTwice());

    underTest.put(event("ParcelShipped"));

    eventually(() -> assertThat(underTest.receivedBy(RECEIPTS)).hasSize(2));
    assertThat(underTest.receivedBy(RECEIPTS))
        .containsOnly(underTest.receivedBy(RECEIPTS).getFirst());
    assertThat(BusLog.read(underTest.log())).hasSize(1);
  }

  @Test
  void deliversLateOrNotAtAll() throws Exception {
    underTest.eventBridge().behave(PutEventsFault.deliveringLate(Duration.ofDays(1)));
    underTest.put(event("ParcelLost"));
    underTest.eventBridge().behave(PutEventsFault.deliveringNothing());
    underTest.put(event("ParcelLost"));
    underTest.eventBridge().behave(PutEventsFault.deliveringLate(Duration.ofMillis(1)));
    underTest.put(event("ParcelShipped"));

    eventually(() -> assertThat(underTest.receivedBy(LABELLING)).hasSize(1));
    eventually(() -> assertThat(underTest.receivedBy(RECEIPTS)).hasSize(1));
    assertThat(BusLog.read(underTest.log())).hasSize(3);
  }
}
