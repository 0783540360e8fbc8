package io.fleetfix.adapter.sqs;

import static io.fleetfix.testing.fixture.Fixtures.invoiceIssued;
import static io.fleetfix.testing.fixture.Fixtures.repairCancelled;
import static io.fleetfix.testing.fixture.Fixtures.repairCompleted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.testing.fixture.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusEnvelopeTest {
  @Test
  void takesOutWhatTheGoldenFilesShow() {
    assertThat(opened(Envelopes.of(Golden.REPAIR_COMPLETED)))
        .isEqualTo(OutboxEntry.of(repairCompleted()));
    assertThat(opened(Envelopes.of(Golden.REPAIR_CANCELLED)))
        .isEqualTo(OutboxEntry.of(repairCancelled()));
    assertThat(opened(Envelopes.of(Golden.INVOICE_ISSUED)))
        .isEqualTo(OutboxEntry.of(invoiceIssued()));
  }

  @Test
  void needsNothingOfWhatTheBusAdds() {
    assertThat(BusEnvelope.open(Golden.REPAIR_COMPLETED.json()))
        .isEqualTo(OutboxEntry.of(repairCompleted()));
  }

  @Test
  void ignoresFieldsThatItDoesNotKnow() {
    ObjectNode envelope = Envelopes.of(Golden.REPAIR_COMPLETED);
    envelope.put("replay-name", "last-week");
    detail(envelope).put("mileage", 123_456).putObject("garage").put("city", "Kathmandu");

    assertThat(opened(envelope)).isEqualTo(OutboxEntry.of(repairCompleted()));
  }

  @Test
  void knowsTypesThatNobodyReactsTo() {
    ObjectNode envelope = Envelopes.of(Golden.REPAIR_COMPLETED);
    detail(envelope).put("eventType", "RepairReopened");

    assertThat(opened(envelope).eventType()).isEqualTo("RepairReopened");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventId",
        "eventType",
        "repairId",
        "occurredAt",
        "source",
        "aggregateId",
        "sequence",
        "schemaVersion"
      })
  void needsEveryFieldAsAText(String field) {
    ObjectNode missing = Envelopes.of(Golden.REPAIR_COMPLETED);
    detail(missing).remove(field);
    ObjectNode absent = Envelopes.of(Golden.REPAIR_COMPLETED);
    detail(absent).putNull(field);
    ObjectNode number = Envelopes.of(Golden.REPAIR_COMPLETED);
    detail(number).put(field, 4);

    assertRefused(missing, field + " is missing");
    assertRefused(absent, field + " is not a text");
    assertRefused(number, field + " is not a text");
  }

  @ParameterizedTest
  @CsvSource({
    "schemaVersion, 2, is not what this release knows",
    "source, somebody.else, is not what this release knows",
    "eventId, 17, is not a UUID",
    "eventId, E8442777-E0A3-50BD-94D5-6137E10222B9, is not what this release knows",
    "repairId, 123, must be R- and 1 to 32 digits or capital letters",
    "occurredAt, yesterday, is not a time in UTC",
    "occurredAt, 2025-11-12T15:00:00.000+01:00, is not what this release knows",
    "occurredAt, 2025-11-12T14:00:00Z, is not what this release knows",
    "sequence, four, is not a whole number",
    "sequence, +4, is not what this release knows",
    "sequence, 04, is not what this release knows",
    "sequence, 99999999999999999999, is not a whole number"
  })
  void refusesWhatTheOutboxWouldNotHaveWritten(String field, String value, String problem) {
    ObjectNode envelope = Envelopes.of(Golden.REPAIR_COMPLETED);
    detail(envelope).put(field, value);

    assertRefused(envelope, field + " " + problem);
  }

  @Test
  void refusesANegativeSequence() {
    ObjectNode envelope = Envelopes.of(Golden.REPAIR_COMPLETED);
    detail(envelope).put("sequence", "-1");

    assertRefused(envelope, "version must not be negative");
  }

  @ParameterizedTest
  @ValueSource(strings = {"source", "detail-type"})
  void refusesTheEventsOfOthers(String field) {
    ObjectNode envelope = Envelopes.of(Golden.REPAIR_COMPLETED);

    assertRefused(envelope.put(field, "aws.s3"), field + " is not what this release knows");
  }

  @Test
  void refusesAnEnvelopeThatIsEmpty() {
    ObjectNode envelope = Envelopes.of(Golden.REPAIR_COMPLETED);
    envelope.put("detail", detail(envelope).toString());

    assertRefused(envelope, "schemaVersion is missing");
    assertRefused(envelope.without("detail"), "schemaVersion is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "{", "{} {}", "{\"source\":1,\"source\":2}", "{source:1}"})
  void refusesWhatIsNotJson(String body) {
    assertRefused(body, "body is not JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "[]", "17", "\"text\"", "{}"})
  void refusesJsonThatIsNoEnvelope(String body) {
    assertRefused(body, "source is missing");
  }

  @Test
  void refusesWhatIsNestedTooDeeply() {
    assertRefused("[".repeat(100_000), "body is not JSON");
  }

  private static OutboxEntry opened(ObjectNode envelope) {
    return BusEnvelope.open(envelope.toString());
  }

  private static ObjectNode detail(ObjectNode envelope) {
    return (ObjectNode) envelope.required("detail");
  }

  private static void assertRefused(ObjectNode envelope, String problem) {
    assertRefused(envelope.toString(), problem);
  }

  private static void assertRefused(String body, String problem) {
    assertThatExceptionOfType(UnreadableMessage.class)
        .isThrownBy(() -> BusEnvelope.open(body))
        .returns(problem, UnreadableMessage::problem);
  }
}
