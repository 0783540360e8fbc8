package io.fleetfix.testing.localaws.eventbridge;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.localaws.eventbridge.EventBridgeUnderTest.entry;
import static io.fleetfix.testing.localaws.eventbridge.EventBridgeUnderTest.event;
import static io.fleetfix.testing.localaws.eventbridge.EventBridgeUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.application.outbox.BusRule;
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
    "RepairCompleted, true, true, false",
    "RepairCancelled, false, true, false",
    "InvoiceIssued, false, false, true"
  })
  void routesByTheDeployedRules(
      String eventType, boolean invoicing, boolean frontDesk, boolean mail) throws Exception {
    // Of these two, every rule hears one or the other.
    List<String> asEver = List.of("RepairCompleted", "InvoiceIssued");
    asEver.forEach(type -> underTest.put(event(type)));
    underTest.put(event(eventType));

    assertEventTypes(BusRule.RECEIPTS, asEver, eventType, true);
    assertEventTypes(BusRule.INVOICING, asEver.subList(0, 1), eventType, invoicing);
    assertEventTypes(BusRule.FRONT_DESK, asEver.subList(0, 1), eventType, frontDesk);
    assertEventTypes(BusRule.MAIL, asEver.subList(1, 2), eventType, mail);
  }

  private void assertEventTypes(BusRule rule, List<String> asEver, String eventType, boolean hears)
      throws Exception {
    List<String> types = new ArrayList<>(asEver);
    if (hears) {
      types.add(eventType);
    }
    eventually(
        () ->
            assertThat(underTest.heardBy(rule))
                .extracting(envelope -> envelope.at("/detail/eventType").asText())
                .containsExactlyInAnyOrderElementsOf(types));
  }

  @Test
  void deliversTheEnvelopeOfAws() throws Exception {
    PutEventsResponse answer =
        underTest.put(
            event("RepairCompleted").toBuilder()
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
                  "source": "carworkshop.outbox",
                  "account": "000000000000",
                  "time": "2025-11-12T14:00:00Z",
                  "region": "eu-central-1",
                  "resources": ["one", "two"],
                  "detail": {"eventType": "RepairCompleted"}
                }
                """
                    .formatted(answer.entries().getFirst().eventId())));
  }

  @Test
  void fillsInWhatTheSenderLeftOut() throws Exception {
    Instant before = Instant.now();

    underTest.put(event("RepairCompleted"));

    JsonNode envelope = onlyReceipt();
    assertThat(Instant.parse(envelope.path("time").asText()))
        .isBetween(before.minusSeconds(1), Instant.now());
    assertThat(envelope.path("resources")).isEmpty();
  }

  @Test
  void givesARepeatedEventAnotherId() {
    PutEventsRequestEntry entry = event("RepairCompleted");

    assertThat(underTest.put(entry, entry).entries())
        .extracting(PutEventsResultEntry::eventId)
        .doesNotHaveDuplicates()
        .doesNotContainNull();
  }

  @Test
  void reportsSuccessToABusThatDoesNotExist() throws Exception {
    PutEventsRequestEntry entry = event("RepairCompleted");

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
        .containsExactly("no-such-bus", "default", "workshop");
  }

  @Test
  void knowsItsBusByItsArnToo() throws Exception {
    String arn = "arn:aws:events:eu-central-1:000000000000:event-bus/workshop";

    underTest.put(event("RepairCompleted").toBuilder().eventBusName(arn).build());

    assertThat(onlyReceipt().path("detail-type").asText()).isEqualTo("OutboxEvent");
  }

  @Test
  void tellsWhoAsksWhetherABusIsThere() {
    DescribeEventBusResponse there = underTest.describe("workshop");

    assertThat(there.name()).isEqualTo("workshop");
    assertThat(underTest.describe(there.arn()).name()).isEqualTo("workshop");
    assertThatExceptionOfType(ResourceNotFoundException.class)
        .isThrownBy(() -> underTest.describe("no-such-bus"))
        .satisfies(missing -> assertThat(missing.statusCode()).isEqualTo(400));
  }

  @Test
  void logsWhatItAcceptedAndNothingElse() throws Exception {
    underTest.put(event("RepairCompleted"), entry("[]"), event("InvoiceIssued"));
    Files.writeString(underTest.log(), "{\"bus\":\"work", StandardOpenOption.APPEND);

    assertThat(BusLog.read(underTest.log()))
        .extracting(logged -> logged.detail().path("eventType").asText())
        .containsExactly("RepairCompleted", "InvoiceIssued");
  }

  @Test
  void hasNoLogBeforeThereIsOne(@TempDir Path folder) throws Exception {
    assertThat(BusLog.read(folder.resolve("bus.log"))).isEmpty();
  }

  @Test
  void deliversAgainToATargetThatFailed(@TempDir Path folder) throws Exception {
    AtomicInteger deliveries = new AtomicInteger();
    Target failingAtFirst =
        (rule, envelopes) -> {
          if (rule.equals("invoicing") && deliveries.incrementAndGet() <= 2) {
            throw new IllegalStateException("The queue is down");
          }
        };
    try (EventBridgeUnderTest failing = new EventBridgeUnderTest(folder, failingAtFirst)) {
      failing.put(event("RepairCompleted"));

      eventually(() -> assertThat(failing.heardBy(BusRule.INVOICING)).hasSize(1));
      assertThat(deliveries).hasValue(3);
      assertThat(failing.heardBy(BusRule.FRONT_DESK)).hasSize(1);
    }
  }

  private JsonNode onlyReceipt() throws Exception {
    eventually(() -> assertThat(underTest.heardBy(BusRule.RECEIPTS)).hasSize(1));
    return underTest.heardBy(BusRule.RECEIPTS).getFirst();
  }

  @Test
  void deliversInTheNextRunWhatWasNotTakenInThisOne(@TempDir Path folder) throws Exception {
    Target invoicingIsDown =
        (rule, envelopes) -> {
          if (rule.equals(BusRule.INVOICING.ruleName())) {
            throw new IllegalStateException("down");
          }
        };
    try (EventBridgeUnderTest first = new EventBridgeUnderTest(folder, invoicingIsDown)) {
      first.put(event("RepairCompleted"));
      eventually(() -> assertThat(first.heardBy(BusRule.RECEIPTS)).hasSize(1));
      eventually(() -> assertThat(first.heardBy(BusRule.FRONT_DESK)).hasSize(1));
      assertThat(first.heardBy(BusRule.INVOICING)).isEmpty();
    }

    try (EventBridgeUnderTest second = new EventBridgeUnderTest(folder)) {
      second.put(event("RepairCancelled"));

      eventually(() -> assertThat(second.heardBy(BusRule.INVOICING)).hasSize(1));
      eventually(() -> assertThat(second.heardBy(BusRule.RECEIPTS)).hasSize(1));
      assertThat(second.heardBy(BusRule.FRONT_DESK)).hasSizeLessThan(2);
    }
  }
}
