package io.fleetfix.adapter.dynamodb;

import static io.fleetfix.testing.fixture.Fixtures.CUSTOMER;
import static io.fleetfix.testing.fixture.Fixtures.EUR;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.VEHICLE;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.application.port.Traceparent;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.IdempotencyKey;
import io.fleetfix.domain.Invoice;
import io.fleetfix.domain.InvoiceNumber;
import io.fleetfix.domain.LineId;
import io.fleetfix.domain.Money;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.RepairState;
import io.fleetfix.domain.Request;
import io.fleetfix.domain.RequestHash;
import io.fleetfix.domain.Version;
import io.fleetfix.domain.WorkLine;
import io.fleetfix.testing.fixture.Golden;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** The request is pinned to the letter: what is red here is a change of the schema. */
class CommitRequestTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COMMIT_ID = "0123456789abcdef0123456789abcdef";

  private static final Traceparent TRACE =
      Traceparent.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  private final CommitRequest requests = new CommitRequest(FreshTables.TABLE);

  @Test
  void completesARepairWithTheRequestOfTheGoldenFile() throws Exception {
    TransactWriteItemsRequest request = requests.of(COMMIT_ID, TRACE, completion());

    assertThat(shown(request)).isEqualTo(golden("completion-request.json"));
  }

  @Test
  void keepsAKeyWithTheRequestOfTheGoldenFile() throws Exception {
    Request request =
        new Request(
            new IdempotencyKey("8e03978e-40d5-43e8-bc93-6894a57f9324"),
            new RequestHash("0123456789abcdef".repeat(4)),
            new Request.WorkAdded(new RepairId("R-123"), new LineId("L-1")),
            TWO_O_CLOCK.plusMillis(1));

    TransactWriteItemsRequest sent = requests.of(COMMIT_ID, TRACE, Change.of(request));

    assertThat(shown(sent)).isEqualTo(golden("keyed-request.json"));
  }

  @Test
  void recordsASentMailWithTheRequestOfTheGoldenFile() throws Exception {
    TransactWriteItemsRequest request =
        requests.of(COMMIT_ID, TRACE, invoice().sent(TWO_O_CLOCK.plusMillis(5)).orElseThrow());

    assertThat(shown(request)).isEqualTo(golden("sent-request.json"));
  }

  @Test
  void recordsARefusedMailInsteadOfASentOne() {
    Change<Invoice> refused = invoice().refused("550 No such user").orElseThrow();

    Map<String, AttributeValue> row =
        requests.of(COMMIT_ID, TRACE, refused).transactItems().getFirst().put().item();

    assertThat(row)
        .containsEntry("refusal", AttributeValue.fromS("550 No such user"))
        .doesNotContainKey("sentAt");
  }

  private static Invoice invoice() {
    return Invoice.issue(
            completion().state(), new InvoiceNumber(WORKSHOP.series(), 2025, 42), TWO_O_CLOCK)
        .state();
  }

  private static JsonNode golden(String name) throws IOException {
    try (var golden = CommitRequestTest.class.getResourceAsStream("/golden/" + name)) {
      return JSON.readTree(golden);
    }
  }

  @Test
  void writesTheOutboxRowThatEveryReaderKnows() throws Exception {
    Put outbox =
        requests.of(COMMIT_ID, Traceparent.NONE, completion()).transactItems().get(1).put();

    ObjectNode row = JSON.createObjectNode();
    outbox.item().forEach((name, value) -> row.set(name, plain(value)));
    row.remove(List.of("commitId", "dueShard", "dueAt"));
    assertThat(row).isEqualTo(JSON.readTree(Golden.OUTBOX_ENTRY.json()));
  }

  /** The repair of the golden events, in its third version. */
  private static Change<Repair> completion() {
    WorkLine line = new WorkLine(new LineId("L-1"), "Brake pads", Money.parse("120.00", "EUR"));
    Repair repair =
        new Repair(
            new RepairId("R-123"),
            new Version(3),
            EUR,
            new RepairState.Open(),
            VEHICLE,
            CUSTOMER,
            "Brakes squeal",
            List.of(line),
            NOON);
    return accepted(repair.complete(TWO_O_CLOCK));
  }

  private static JsonNode shown(TransactWriteItemsRequest request) {
    ObjectNode shown = JSON.createObjectNode();
    shown.put("ClientRequestToken", request.clientRequestToken());
    for (var item : request.transactItems()) {
      Put put = item.put();
      ObjectNode shownPut = shown.withArray("TransactItems").addObject().putObject("Put");
      shownPut.put("TableName", put.tableName());
      shownPut.put("ConditionExpression", put.conditionExpression());
      shownPut.set(
          "ExpressionAttributeNames",
          JSON.valueToTree(new TreeMap<>(put.expressionAttributeNames())));
      if (put.hasExpressionAttributeValues()) {
        shownPut.set("ExpressionAttributeValues", typed(put.expressionAttributeValues()));
      }
      shownPut.put(
          "ReturnValuesOnConditionCheckFailure", put.returnValuesOnConditionCheckFailureAsString());
      shownPut.set("Item", typed(put.item()));
    }
    return shown;
  }

  private static ObjectNode typed(Map<String, AttributeValue> values) {
    ObjectNode node = JSON.createObjectNode();
    new TreeMap<>(values).forEach((name, value) -> node.set(name, typed(value)));
    return node;
  }

  private static JsonNode typed(AttributeValue value) {
    ObjectNode node = JSON.createObjectNode();
    return switch (value.type()) {
      case S -> node.put("S", value.s());
      case N -> node.put("N", value.n());
      case M -> node.set("M", typed(value.m()));
      case L -> {
        value.l().forEach(element -> node.withArray("L").add(typed(element)));
        yield node;
      }
      default -> throw new AssertionError("No such type is written: " + value.type());
    };
  }

  private static JsonNode plain(AttributeValue value) {
    return value.n() == null
        ? JSON.getNodeFactory().textNode(value.s())
        : JSON.getNodeFactory().numberNode(Integer.parseInt(value.n()));
  }
}
