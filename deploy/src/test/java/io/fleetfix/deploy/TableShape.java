package io.fleetfix.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.deploy.Stack.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The properties in which a table of the template must equal the table that the service creates.
 */
record TableShape(
    String name,
    String billing,
    Set<String> attributes,
    List<String> keys,
    Map<String, Index> indexes,
    String stream,
    String expiry) {
  private static final String NONE = "none";

  TableShape {
    attributes = Set.copyOf(attributes);
    keys = List.copyOf(keys);
    indexes = Map.copyOf(indexes);
  }

  /** An index: its keys, its projection and the projected attributes. */
  record Index(List<String> keys, String projection, Set<String> held) {
    Index {
      keys = List.copyOf(keys);
      held = Set.copyOf(held);
    }
  }

  TableShape named(String other) {
    return new TableShape(other, billing, attributes, keys, indexes, stream, expiry);
  }

  static TableShape of(DynamoDbClient client, String name) {
    TableDescription table = client.describeTable(request -> request.tableName(name)).table();
    String expiry =
        client
            .describeTimeToLive(request -> request.tableName(name))
            .timeToLiveDescription()
            .attributeName();
    return new TableShape(
        name,
        table.billingModeSummary().billingModeAsString(),
        table.attributeDefinitions().stream()
            .map(a -> a.attributeName() + " " + a.attributeTypeAsString())
            .collect(Collectors.toSet()),
        keys(table.keySchema()),
        table.globalSecondaryIndexes().stream()
            .collect(
                Collectors.toMap(
                    index -> index.indexName(),
                    index -> index(keys(index.keySchema()), index.projection()))),
        table.streamSpecification() == null
            ? NONE
            : table.streamSpecification().streamViewTypeAsString(),
        expiry == null ? NONE : expiry);
  }

  static TableShape of(Resource table) {
    Map<String, Index> indexes =
        StreamSupport.stream(table.at("/GlobalSecondaryIndexes").spliterator(), false)
            .collect(
                Collectors.toMap(
                    index -> index.path("IndexName").asText(),
                    index ->
                        new Index(
                            keys(index.path("KeySchema")),
                            index.path("Projection").path("ProjectionType").asText(),
                            texts(index.path("Projection").path("NonKeyAttributes")))));
    boolean expires = table.at("/TimeToLiveSpecification/Enabled").asBoolean();
    return new TableShape(
        table.text("/TableName"),
        table.text("/BillingMode"),
        StreamSupport.stream(table.at("/AttributeDefinitions").spliterator(), false)
            .map(a -> a.path("AttributeName").asText() + " " + a.path("AttributeType").asText())
            .collect(Collectors.toSet()),
        keys(table.at("/KeySchema")),
        indexes,
        table.at("/StreamSpecification/StreamViewType").asText(NONE),
        expires ? table.text("/TimeToLiveSpecification/AttributeName") : NONE);
  }

  private static Index index(List<String> keys, Projection projection) {
    return new Index(
        keys, projection.projectionTypeAsString(), new TreeSet<>(projection.nonKeyAttributes()));
  }

  private static List<String> keys(List<KeySchemaElement> schema) {
    return schema.stream().map(key -> key.attributeName() + " " + key.keyTypeAsString()).toList();
  }

  private static List<String> keys(JsonNode schema) {
    return StreamSupport.stream(schema.spliterator(), false)
        .map(key -> key.path("AttributeName").asText() + " " + key.path("KeyType").asText())
        .toList();
  }

  private static Set<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
