package io.fleetfix.outbox.dynamodb;

import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The condition that the stored row must meet; otherwise the commit writes nothing. In the
 * condition, {@code #name} stands for the attribute of that name.
 */
public record Guard(
    String condition, Map<String, String> names, Map<String, AttributeValue> values) {
  private static final String NOT_THERE = "attribute_not_exists(#pk)";
  private static final Guard NEW = new Guard(NOT_THERE, Map.of("#pk", OutboxTable.PK), Map.of());

  public Guard {
    names = Map.copyOf(names);
    values = Map.copyOf(values);
  }

  /**
   * The row is stored with this version. {@link Version#NONE} means that the row does not exist.
   */
  public static Guard at(Version expected) {
    return expected.equals(Version.NONE)
        ? NEW
        : new Guard(
            "attribute_exists(#pk) AND #version = :expected",
            Map.of("#pk", OutboxTable.PK, "#version", OutboxTable.VERSION),
            Map.of(":expected", AttributeValue.fromN(Long.toString(expected.value()))));
  }

  /**
   * The row does not exist or was written at {@code latest} or earlier. Such an expired row counts
   * as absent, whether or not TTL has deleted it.
   *
   * @param timeAttribute the attribute with the time at which the row was written
   */
  public static Guard newOrUntil(String timeAttribute, Instant latest) {
    return new Guard(
        NOT_THERE + " OR #" + timeAttribute + " <= :latest",
        Map.of("#pk", OutboxTable.PK, "#" + timeAttribute, timeAttribute),
        Map.of(":latest", AttributeValue.fromS(UtcMillis.text(latest))));
  }

  /**
   * Also requires an attribute to have this value: a second lock in addition to the version. Do not
   * use it with {@link #newOrUntil}: the "and" would apply only to the second half of that
   * condition's "or".
   */
  public Guard and(String attribute, String value) {
    Map<String, String> allNames = new HashMap<>(names);
    allNames.put("#" + attribute, attribute);
    Map<String, AttributeValue> allValues = new HashMap<>(values);
    allValues.put(":" + attribute, AttributeValue.fromS(value));
    return new Guard(condition + " AND #" + attribute + " = :" + attribute, allNames, allValues);
  }
}
