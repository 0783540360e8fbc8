package io.fleetfix.outbox.dynamodb;

import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What another writer can do to one attribute of a row. */
record Damage(String attribute, @Nullable AttributeValue value) {
  static Damage missing(String attribute) {
    return new Damage(attribute, null);
  }

  static Damage text(String attribute, String value) {
    return new Damage(attribute, AttributeValue.fromS(value));
  }

  static Damage number(String attribute) {
    return new Damage(attribute, AttributeValue.fromN("7"));
  }

  /** Damages the row with this key, outside of any transaction. */
  void on(FreshTables tables, Map<String, AttributeValue> key) {
    tables
        .client()
        .updateItem(
            update -> {
              update
                  .tableName(FreshTables.TABLE.name())
                  .key(key)
                  .conditionExpression("attribute_exists(" + OutboxTable.PK + ")")
                  .expressionAttributeNames(Map.of("#name", attribute))
                  .updateExpression(value == null ? "REMOVE #name" : "SET #name = :value");
              if (value != null) {
                update.expressionAttributeValues(Map.of(":value", value));
              }
            });
  }

  @Override
  public String toString() {
    return value == null
        ? "without " + attribute
        : attribute + " = " + (value.s() == null ? "a number" : "'" + value.s() + "'");
  }
}
