package io.fleetfix.testing.localaws.eventbridge;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.localaws.eventbridge.EventBridgeUnderTest.FILING;
import static io.fleetfix.testing.localaws.eventbridge.EventBridgeUnderTest.LABELLING;
import static io.fleetfix.testing.localaws.eventbridge.EventBridgeUnderTest.RECEIPTS;
import static io.fleetfix.testing.localaws.eventbridge.EventBridgeUnderTest.TRACKING;
import static io.fleetfix.testing.localaws.eventbridge.EventBridgeUnderTest.entry;
import static io.fleetfix.testing.localaws.eventbridge.EventBridgeUnderTest.event;
import static io.fleetfix.testing.localaws.eventbridge.EventBridgeUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.localaws.eventbridge.BusEvent;
import io.fleetfix.localaws.eventbridge.BusLog;
import io.fleetfix.localaws.eventbridge.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/** Accepting, routing and delivering. */
class LocalEventBridgeTest {
  private EventBridgeUnderTest underTest;

  @BeforeEach
  void start(@TempDir Path folder) {
    underTest = new EventBridgeUnderTest(folder);
  }

  @AfterEach
  void stop() {
    underTest.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ParcelShipped, true, true, false",
    "ParcelLost, false, true, false",
    "LabelPrinted, false, false, true"
  })
  void routesByItsRules(String eventType, boolean labelling, boolean tracking, boolean filing)
      throws Exception {
    // Every rule receives one of these two.
    List<String> always = List.of("ParcelShipped", "LabelPrinted");
    always.forEach(type -> underTest.put(event(type)));
    underTest.put(event(eventType));

    assertEventTypes(RECEIPTS, always, eventType, true);
    assertEventTypes(LABELLING, always.subList(0, 1), eventType, labelling);
    assertEventTypes(TRACKING, always.subList(0, 1), eventType, tracking);
    assertEventTypes(FILING, always.subList(1, 2), eventType, filing);
  }

  private void assertEventTypes(String rule, List<String> always, String eventType, boolean matches)
      throws Exception {
    List<String> types = new ArrayList<>(always);
    if (matches) {
      types.add(eventType);
    }
    eventually(
        () ->
            assertThat(underTest.receivedBy(rule))
                .extracting(envelope -> envelope.at("/detail/eventType").asText())
                .containsExactlyInAnyOrderElementsOf(types));
  }

  @Test
  void deliversTheEnvelopeOfAws() throws Exception {
    PutEventsResponse answer =
        underTest.put(
            event("ParcelShipped").toBuilder()
                .time(Instant.parse("2025-11-12T14:00:00.789Z"))
                .resources("one", "two")
                .build());

    JsonNode envelope = onlyReceipt();
    assertThat(envelope)
        .isEqualTo(
            json(
                """
                {
                  "version": "0",
                  "id": "%s",
                  "detail-type": "OutboxEvent",
                  "source": "sample.outbox",
                  "account": "000000000000",
                  "time": "2025-11-12T14:00:00Z",
                  "region": "eu-central-1",
                  "resources": ["one", "two"],
                  "detail": {"eventType": "ParcelShipped"}
                }
                """
                    .formatted(answer.entries().getFirst().eventId())));
  }

  @Test
  void addsDefaultsForOmittedFields() throws Exception {
    Instant before = Instant.now();

    underTest.put(event("ParcelShipped"));

    JsonNode envelope = onlyReceipt();
    assertThat(Instant.parse(envelope.path("time").asText()))
        .isBetween(before.minusSeconds(1), Instant.now());
    assertThat(envelope.path("resources")).isEmpty();
  }

  @Test
  void assignsADifferentIdToARepeatedEvent() {
    PutEventsRequestEntry entry = event("ParcelShipped");

    assertThat(underTest.put(entry, entry).entries())
        .extracting(PutEventsResultEntry::eventId)
        .doesNotHaveDuplicates()
        .doesNotContainNull();
  }

  @Test
  void reportsSuccessForABusThatDoesNotExist() throws Exception {
    PutEventsRequestEntry entry = event("ParcelShipped");

    PutEventsResponse answer =
        underTest.put(
            entry.toBuilder().eventBusName("no-such-bus").build(),
            entry.toBuilder().eventBusName(null).build(),
            entry);

    assertThat(answer.failedEntryCount()).isZero();
    assertThat(answer.entries()).hasSize(3).allMatch(result -> result.eventId() != null);
    assertThat(onlyReceipt().path("id").asText()).isEqualTo(answer.entries().get(2).eventId());
    assertThat(BusLog.read(underTest.log()))
        .extracting(BusEvent::bus)
        .containsExactly("no-such-bus", "default", "sample");
  }

  @Test
  void acceptsTheArnOfItsBus() throws Exception {
    String arn = "arn:aws:events:eu-central-1:000000000000:event-bus/sample";

    underTest.put(event("ParcelShipped").toBuilder().eventBusName(arn).build());

    assertThat(onlyReceipt().path("detail-type").asText()).isEqualTo("OutboxEvent");
  }

  @Test
  void describesWhetherABusExists() {
    DescribeEventBusResponse there = underTest.describe("sample");

    assertThat(there.name()).isEqualTo("sample");
    assertThat(underTest.describe(there.arn()).name()).isEqualTo("sample");
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> underTest.describe("no-such-bus"))
        .satisfies(missing -> assertThat(missing.statusCode()).isEqualTo(400));
  }

  @Test
  void logsOnlyAcceptedEvents() throws Exception {
    underTest.put(event("ParcelShipped"), entry("[]"), event("LabelPrinted"));
    Files.writeString(underTest.log(), "{\"bus\":\"sam", StandardOpenOption.APPEND);

    assertThat(BusLog.read(underTest.log()))
        .extracting(logged -> logged.detail().path("eventType").asText())
        .containsExactly("ParcelShipped", "LabelPrinted");
  }

  @Test
  void aMissingLogIsEmpty(@TempDir Path folder) throws Exception {
    assertThat(BusLog.read(folder.resolve("bus.log"))).isEmpty();
  }

  @Test
  void redeliversToATargetThatFailed(@TempDir Path folder) throws Exception {
    AtomicInteger deliveries = new AtomicInteger();
    Target failingAtFirst =
        (rule, envelopes) -> {
          if (rule.equals(LABELLING) && deliveries.incrementAndGet() <= 2) {
            throw new IllegalStateException("The queue is down");
          }
        };
    try (EventBridgeUnderTest failing = new EventBridgeUnderTest(folder, failingAtFirst)) {
      failing.put(event("ParcelShipped"));

      eventually(() -> assertThat(failing.receivedBy(LABELLING)).hasSize(1));
      assertThat(deliveries).hasValue(3);
      assertThat(failing.receivedBy(TRACKING)).hasSize(1);
    }
  }

  private JsonNode onlyReceipt() throws Exception {
    eventually(() -> assertThat(underTest.receivedBy(RECEIPTS)).hasSize(1));
    return underTest.receivedBy(RECEIPTS).getFirst();
  }

  @Test
  void deliversPendingEventsInTheNextRun(@TempDir Path folder) throws Exception {
    Target labellingIsDown =
        (rule, envelopes) -> {
          if (rule.equals(LABELLING)) {
            throw new IllegalStateException("down");
          }
        };
    try (EventBridgeUnderTest first = new EventBridgeUnderTest(folder, labellingIsDown)) {
      first.put(event("ParcelShipped"));
      eventually(() -> assertThat(first.receivedBy(RECEIPTS)).hasSize(1));
      eventually(() -> assertThat(first.receivedBy(TRACKING)).hasSize(1));
      assertThat(first.receivedBy(LABELLING)).isEmpty();
    }

    try (EventBridgeUnderTest second = new EventBridgeUnderTest(folder)) {
      second.put(event("ParcelLost"));

      eventually(() -> assertThat(second.receivedBy(LABELLING)).hasSize(1));
      eventually( // a delivery that was not recorded before the stop is repeated
          () ->
              assertThat(second.receivedBy(RECEIPTS))
                  .hasSizeLessThan(3)
                  .anyMatch(
                      event ->
                          event.path("detail").path("eventType").asText().equals("ParcelLost")));
      assertThat(second.receivedBy(TRACKING)).hasSizeLessThan(2);
    }
  }
}
