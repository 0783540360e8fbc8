package io.fleetfix.outbox.dynamodb;

import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.outbox.command.IdempotencyKey;
import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.command.RequestHash;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.dynamodb.ledger.OutboxItem;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Pins the exact requests: a failure here is a schema change. */
class CommitRequestTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String COMMIT_ID = "0123456789abcdef0123456789abcdef";

  private static final Traceparent TRACE =
      Traceparent.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  private final CommitRequest requests =
      new CommitRequest(
          FreshTables.TABLE, new OutboxItem(Parcels.FORMAT), new RowMappings(new LockedParcels()));

  /** A mapping with a second lock: a shipped parcel cannot change, whatever its version. */
  private static final class LockedParcels implements RowMapping<Parcel> {
    private final ParcelRows rows = new ParcelRows();

    @Override
    public Class<Parcel> type() {
      return rows.type();
    }

    @Override
    public String entityType() {
      return rows.entityType();
    }

    @Override
    public String keyPrefix() {
      return rows.keyPrefix();
    }

    @Override
    public Map<String, AttributeValue> row(Parcel state) {
      return rows.row(state);
    }

    @Override
    public Parcel read(ItemReader row) {
      return rows.read(row);
    }

    @Override
    public Guard guard(Parcel state, Version expected) {
      return expected.equals(Version.NONE)
          ? Guard.at(expected)
          : Guard.at(expected).and("status", "PACKED");
    }
  }

  @Test
  void aShipmentSendsTheGoldenRequest() throws Exception {
    TransactWriteItemsRequest request = requests.of(COMMIT_ID, TRACE, List.of(shipment()));

    assertThat(shown(request)).isEqualTo(golden("shipment-request.json"));
  }

  @Test
  void anIdempotencyRecordSendsTheGoldenRequest() throws Exception {
    IdempotencyRecord record =
        new IdempotencyRecord(
            "0123456789abcdef0123456789abcdef",
            new IdempotencyKey("8e03978e-40d5-43e8-bc93-6894a57f9324"),
            new RequestHash("0123456789abcdef".repeat(4)),
            "P-123",
            TWO_O_CLOCK.plusMillis(1));

    TransactWriteItemsRequest sent = requests.of(COMMIT_ID, TRACE, List.of(Change.of(record)));

    assertThat(shown(sent)).isEqualTo(golden("keyed-request.json"));
  }

  @Test
  void aRestorationSendsTheGoldenRequest() throws Exception {
    Parcel shipped = shipment().state();

    TransactWriteItemsRequest request =
        requests.of(COMMIT_ID, TRACE, new Restoration<>(shipped, List.of(shipped.shippedEvent())));

    assertThat(shown(request)).isEqualTo(golden("restoration-request.json"));
  }

  @Test
  void anIdThatTheEventLacksIsStoredAsAnEmptyString() {
    OutboxFormat wider =
        new OutboxFormat("sample.outbox", "OutboxEvent", "sample", List.of("orderId", "parcelId"));
    CommitRequest wide =
        new CommitRequest(FreshTables.TABLE, new OutboxItem(wider), FreshTables.MAPPINGS);

    Map<String, AttributeValue> row =
        wide.of(COMMIT_ID, TRACE, List.of(shipment())).transactItems().get(1).put().item();

    assertThat(row)
        .containsEntry("orderId", AttributeValue.fromS(""))
        .containsEntry("parcelId", AttributeValue.fromS("P-123"));
    assertThat(new OutboxItem(wider).entry(row))
        .isEqualTo(OutboxEntry.of(shipment().events().getFirst(), TRACE));
  }

  private static JsonNode golden(String name) throws IOException {
    try (var golden = CommitRequestTest.class.getResourceAsStream("/golden/" + name)) {
      return JSON.readTree(golden);
    }
  }

  private static Change<Parcel> shipment() {
    return Parcels.shipped(new Parcel("P-123", new Version(3), "Brake pads", null), TWO_O_CLOCK);
  }

  private static JsonNode shown(TransactWriteItemsRequest request) {
    ObjectNode shown = JSON.createObjectNode();
    shown.put("ClientRequestToken", request.clientRequestToken());
    for (TransactWriteItem item : request.transactItems()) {
      ObjectNode node = shown.withArray("TransactItems").addObject();
      if (item.put() != null) {
        node.set("Put", shown(item.put()));
      } else {
        node.set("ConditionCheck", shown(item.conditionCheck()));
      }
    }
    return shown;
  }

  private static JsonNode shown(Put put) {
    ObjectNode node =
        conditioned(
            put.tableName(),
            put.conditionExpression(),
            put.expressionAttributeNames(),
            put.expressionAttributeValues());
    node.put(
        "ReturnValuesOnConditionCheckFailure", put.returnValuesOnConditionCheckFailureAsString());
    node.set("Item", typed(put.item()));
    return node;
  }

  private static JsonNode shown(ConditionCheck check) {
    ObjectNode node =
        conditioned(
            check.tableName(),
            check.conditionExpression(),
            check.expressionAttributeNames(),
            check.expressionAttributeValues());
    node.put(
        "ReturnValuesOnConditionCheckFailure", check.returnValuesOnConditionCheckFailureAsString());
    node.set("Key", typed(check.key()));
    return node;
  }

  private static ObjectNode conditioned(
      String table,
      String condition,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    ObjectNode node = JSON.createObjectNode();
    node.put("TableName", table);
    node.put("ConditionExpression", condition);
    node.set("ExpressionAttributeNames", JSON.valueToTree(new TreeMap<>(names)));
    if (!values.isEmpty()) {
      node.set("ExpressionAttributeValues", typed(values));
    }
    return node;
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
}
