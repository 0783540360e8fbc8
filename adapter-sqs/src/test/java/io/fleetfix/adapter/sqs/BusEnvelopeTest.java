package io.fleetfix.adapter.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.outbox.contracts.ParcelShipped;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusEnvelopeTest {
  private static final OutboxEntry SHIPPED =
      OutboxEntry.of(new ParcelShipped("P-123", new Version(4), Parcels.TWO_O_CLOCK));

  /** Contains only strings, as a Pipe's template also renders it. */
  private static final String BARE =
      """
      {
        "source": "sample.outbox",
        "detail-type": "OutboxEvent",
        "detail": {
          "eventId": "%s",
          "eventType": "ParcelShipped",
          "parcelId": "P-123",
          "occurredAt": "2025-11-12T14:00:00.000Z",
          "source": "sample",
          "aggregateId": "PARCEL#P-123",
          "sequence": "4",
          "schemaVersion": "1",
          "traceparent": ""
        }
      }
      """
          .formatted(SHIPPED.eventId());

  private final BusEnvelope samples = new BusEnvelope(Parcels.FORMAT);

  @Test
  void readsWhatTheBusDelivers() {
    assertThat(opened(shipped())).isEqualTo(SHIPPED);
  }

  @Test
  void readsAnEventWithoutTheFieldsThatTheBusAdds() {
    assertThat(samples.open(BARE)).isEqualTo(SHIPPED);
  }

  @Test
  void readsTheTraceAndIgnoresAMalformedOne() {
    String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    ObjectNode traced = shipped();
    detail(traced).put("traceparent", trace);
    ObjectNode strange = shipped();
    detail(strange).put("traceparent", "no trace");
    ObjectNode older = shipped();
    detail(older).remove("traceparent");

    assertThat(opened(traced).trace()).isEqualTo(Traceparent.of(trace));
    assertThat(opened(strange)).isEqualTo(SHIPPED);
    assertThat(opened(older)).isEqualTo(SHIPPED);
  }

  @Test
  void readsOnlyTheIdsOfItsFormat() {
    OutboxFormat two =
        new OutboxFormat("sample.outbox", "OutboxEvent", "sample", List.of("orderId", "parcelId"));
    ObjectNode envelope = shipped();
    detail(envelope).put("orderId", "O-1").put("customerId", "C-1");

    assertThat(new BusEnvelope(two).open(envelope.toString()).ids())
        .isEqualTo(Map.of("orderId", "O-1", "parcelId", "P-123"));
    assertThat(opened(envelope).ids()).isEqualTo(Map.of("parcelId", "P-123"));
  }

  @Test
  void treatsAnEmptyStringAsAMissingId() {
    ObjectNode envelope = shipped();
    detail(envelope).put("parcelId", "");

    assertThat(opened(envelope).ids()).isEmpty();
  }

  @Test
  void ignoresUnknownFields() {
    ObjectNode envelope = shipped();
    envelope.put("replay-name", "last-week");
    detail(envelope).put("mileage", 123_456).putObject("garage").put("city", "Kathmandu");

    assertThat(opened(envelope)).isEqualTo(SHIPPED);
  }

  @Test
  void readsEventsOfUnknownTypes() {
    ObjectNode envelope = shipped();
    detail(envelope).put("eventType", "ParcelReturned");

    assertThat(opened(envelope).eventType()).isEqualTo("ParcelReturned");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eventId",
        "eventType",
        "parcelId",
        "occurredAt",
        "source",
        "aggregateId",
        "sequence",
        "schemaVersion"
      })
  void requiresEveryFieldToBeAString(String field) {
    ObjectNode missing = shipped();
    detail(missing).remove(field);
    ObjectNode absent = shipped();
    detail(absent).putNull(field);
    ObjectNode number = shipped();
    detail(number).put(field, 4);

    assertRefused(missing, field + " is missing");
    assertRefused(absent, field + " is not a string");
    assertRefused(number, field + " is not a string");
  }

  @ParameterizedTest
  @CsvSource({
    "schemaVersion, 2, has an unexpected value",
    "source, another.service, has an unexpected value",
    "eventId, 17, is not a UUID",
    "eventId, E8442777-E0A3-50BD-94D5-6137E10222B9, has an unexpected value",
    "occurredAt, yesterday, is not a time in UTC",
    "occurredAt, 2025-11-12T15:00:00.000+01:00, has an unexpected value",
    "occurredAt, 2025-11-12T14:00:00Z, has an unexpected value",
    "sequence, four, is not a whole number",
    "sequence, +4, has an unexpected value",
    "sequence, 04, has an unexpected value",
    "sequence, 99999999999999999999, is not a whole number"
  })
  void refusesValuesThatTheOutboxWouldNotHaveWritten(String field, String value, String problem) {
    ObjectNode envelope = shipped();
    detail(envelope).put(field, value);

    assertRefused(envelope, field + " " + problem);
  }

  @Test
  void refusesANegativeSequence() {
    ObjectNode envelope = shipped();
    detail(envelope).put("sequence", "-1");

    assertRefused(envelope, "version must not be negative");
  }

  @ParameterizedTest
  @ValueSource(strings = {"source", "detail-type"})
  void refusesEventsOfOtherSources(String field) {
    ObjectNode envelope = shipped();

    assertRefused(envelope.put(field, "aws.s3"), field + " has an unexpected value");
  }

  @Test
  void refusesAnEnvelopeWithoutAnEvent() {
    ObjectNode envelope = shipped();
    envelope.put("detail", detail(envelope).toString());

    assertRefused(envelope, "schemaVersion is missing");
    assertRefused(envelope.without("detail"), "schemaVersion is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not json", "{", "{} {}", "{\"source\":1,\"source\":2}", "{source:1}"})
  void refusesABodyThatIsNotJson(String body) {
    assertRefused(body, "body is not JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "[]", "17", "\"text\"", "{}"})
  void refusesJsonThatIsNotAnEnvelope(String body) {
    assertRefused(body, "source is missing");
  }

  @Test
  void refusesABodyNestedTooDeeply() {
    assertRefused("[".repeat(100_000), "body is not JSON");
  }

  private static ObjectNode shipped() {
    return Envelopes.around(Envelopes.detail(SHIPPED));
  }

  private OutboxEntry opened(ObjectNode envelope) {
    return samples.open(envelope.toString());
  }

  private static ObjectNode detail(ObjectNode envelope) {
    return (ObjectNode) envelope.required("detail");
  }

  private void assertRefused(ObjectNode envelope, String problem) {
    assertRefused(envelope.toString(), problem);
  }

  private void assertRefused(String body, String problem) {
    assertThatExceptionOfType(UnreadableMessage.class)
        .isThrownBy(() -> samples.open(body))
        .returns(problem, UnreadableMessage::problem);
  }
}
