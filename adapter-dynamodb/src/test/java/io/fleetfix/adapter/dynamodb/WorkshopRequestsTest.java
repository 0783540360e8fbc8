package io.fleetfix.adapter.dynamodb;

import static io.fleetfix.testing.fixture.Fixtures.CUSTOMER;
import static io.fleetfix.testing.fixture.Fixtures.EUR;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.VEHICLE;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.mailed;
import static io.fleetfix.testing.fixture.Fixtures.taken;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.domain.invoice.Correction;
import io.fleetfix.domain.invoice.Crediting;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.LineId;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairState;
import io.fleetfix.domain.repair.WorkLine;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.testing.contract.Bills;
import io.fleetfix.testing.fixture.Golden;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** Pins the exact requests to DynamoDB. If a test fails here, the table's schema has changed. */
class WorkshopRequestsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long HALF_A_COMMIT_ID = 0x0123456789abcdefL;

  private static final String ITEM = "/TransactItems/0/Put/Item";

  private static final Traceparent TRACE =
      Traceparent.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  private final Sent sent = new Sent();

  /** Captures the request instead of sending it. */
  private static final class Sent implements DynamoDbClient {
    private final List<TransactWriteItemsRequest> requests = new ArrayList<>();

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      requests.add(request);
      return TransactWriteItemsResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "dynamodb";
    }

    @Override
    public void close() {}
  }

  private TransactWriteItemsRequest requestOf(Traceparent trace, Change<?> change) {
    new DynamoDbWorkshopUnitOfWork(
            sent,
            FreshTables.TABLE,
            FreshTables.ROWS,
            () -> HALF_A_COMMIT_ID,
            System::nanoTime,
            () -> trace)
        .commit(change);
    return sent.requests.getLast();
  }

  @Test
  void completionMatchesTheGoldenRequest() throws Exception {
    TransactWriteItemsRequest request = requestOf(TRACE, completion());

    assertThat(shown(request)).isEqualTo(golden("completion-request.json"));
  }

  @Test
  void sentMailMatchesTheGoldenRequest() throws Exception {
    TransactWriteItemsRequest request =
        requestOf(
            TRACE, mailed(invoice(), new MailStatus.Sent(TWO_O_CLOCK.plusMillis(5))).getLast());

    assertThat(shown(request)).isEqualTo(golden("sent-request.json"));
  }

  @Test
  void recordsARefusedMail() {
    Change<Document> refused = mailed(invoice(), new MailStatus.Refused("552 Too large")).getLast();

    Map<String, AttributeValue> row =
        requestOf(TRACE, refused).transactItems().getFirst().put().item();

    assertThat(row)
        .containsEntry("mailStatus", AttributeValue.fromS("REFUSED"))
        .containsEntry("mailReason", AttributeValue.fromS("552 Too large"))
        .doesNotContainKey("sentAt");
  }

  @Test
  void takenNumbersMatchTheGoldenRequest() throws Exception {
    TransactWriteItemsRequest request = requestOf(TRACE, Change.of(taken(2)));

    assertThat(shown(request)).isEqualTo(golden("numbers-request.json"));
  }

  @Test
  void readsTheNumbersOfAReleaseThatKeptNoDate() {
    Map<String, AttributeValue> row =
        new HashMap<>(
            requestOf(TRACE, Change.of(taken(2))).transactItems().getFirst().put().item());
    row.remove("lastDate");

    assertThat(new InvoiceNumbersRowMapping().read(new ItemReader(row)))
        .isEqualTo(new InvoiceNumbers(WORKSHOP.series(), 2025, 2, Optional.empty(), Version.FIRST));
  }

  /** A part of an invoice that has every field. */
  @Test
  void creditMatchesTheGoldenRows() throws Exception {
    Invoice invoice = Bills.anInvoice(new RepairId("R-123"));
    Crediting.Part part = new Crediting.Part(1, new Money(1_000, WORKSHOP.currency()));
    Crediting.Credited credited =
        new Crediting(invoice, List.of(part))
            .issue("Wrong hours", new InvoiceNumber(new InvoiceSeries("CN"), 2025, 7), TWO_O_CLOCK);

    JsonNode golden = golden("credit-rows.json");

    assertThat(shown(requestOf(TRACE, credited.note())).at(ITEM)).isEqualTo(golden.get("note"));
    assertThat(shown(requestOf(TRACE, credited.invoice())).at(ITEM))
        .isEqualTo(golden.get("invoice"));
    assertThat(shown(requestOf(TRACE, Correction.of(credited.note().state()))).at(ITEM))
        .isEqualTo(golden.get("correction"));
  }

  /** As the release before this one stored it. */
  @Test
  void readsAnInvoiceOfAReleaseThatKnewNoVat() {
    Map<String, AttributeValue> row =
        new HashMap<>(
            requestOf(TRACE, Change.of(invoice())).transactItems().getFirst().put().item());
    List.of("n", "rates", "supplied").forEach(row::remove);

    assertThat(new InvoiceRowMapping().read(new ItemReader(row))).isEqualTo(invoice());
  }

  private static Invoice invoice() {
    return Invoice.issue(
            completion().state(), new InvoiceNumber(WORKSHOP.series(), 2025, 42), TWO_O_CLOCK)
        .state();
  }

  private static JsonNode golden(String name) throws IOException {
    try (var golden = WorkshopRequestsTest.class.getResourceAsStream("/golden/" + name)) {
      return JSON.readTree(golden);
    }
  }

  @Test
  void outboxRowMatchesTheGoldenFile() throws Exception {
    Put outbox = requestOf(Traceparent.NONE, completion()).transactItems().get(1).put();

    ObjectNode row = JSON.createObjectNode();
    outbox.item().forEach((name, value) -> row.set(name, plain(value)));
    row.remove(List.of("commitId", "dueShard", "dueAt"));
    assertThat(row).isEqualTo(JSON.readTree(Golden.OUTBOX_ENTRY.json()));
  }

  /** The repair of the golden events, in version 3. */
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
      default -> throw new AssertionError("Unexpected attribute type: " + value.type());
    };
  }

  private static JsonNode plain(AttributeValue value) {
    return value.n() == null
        ? JSON.getNodeFactory().textNode(value.s())
        : JSON.getNodeFactory().numberNode(Integer.parseInt(value.n()));
  }
}
