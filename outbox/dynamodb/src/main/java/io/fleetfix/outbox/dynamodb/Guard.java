package io.fleetfix.outbox.dynamodb;

import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.UtcMillis;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What must hold of the row that is stored, or nothing of the commit is written. In the condition,
 * {@code #name} is the attribute of that name.
 */
public record Guard(
    String condition, Map<String, String> names, Map<String, AttributeValue> values) {
  private static final String NOT_THERE = "attribute_not_exists(#pk)";
  private static final Guard NEW = new Guard(NOT_THERE, Map.of("#pk", OutboxTable.PK), Map.of());

  public Guard {
    names = Map.copyOf(names);
    values = Map.copyOf(values);
  }

  /** The row is stored in this version; {@link Version#NONE}: it is not there. */
  public static Guard at(Version expected) {
    return expected.equals(Version.NONE)
        ? NEW
        : new Guard(
            "attribute_exists(#pk) AND #version = :expected",
            Map.of("#pk", OutboxTable.PK, "#version", OutboxTable.VERSION),
            Map.of(":expected", AttributeValue.fromN(Long.toString(expected.value()))));
  }

  /**
   * The row is not there, or it is as old as this: it counts as not there, whether or not the store
   * has dropped it.
   *
   * @param timeAttribute when the row was written, as a time
   */
  public static Guard newOrUntil(String timeAttribute, Instant latest) {
    return new Guard(
        NOT_THERE + " OR #" + timeAttribute + " <= :latest",
        Map.of("#pk", OutboxTable.PK, "#" + timeAttribute, timeAttribute),
        Map.of(":latest", AttributeValue.fromS(UtcMillis.text(latest))));
  }

  /**
   * And an attribute has this value: a second lock beside the version. Not for {@link #newOrUntil},
   * whose "or" would take it in.
   */
  public Guard and(String attribute, String value) {
    Map<String, String> allNames = new HashMap<>(names);
    allNames.put("#" + attribute, attribute);
    Map<String, AttributeValue> allValues = new HashMap<>(values);
    allValues.put(":" + attribute, AttributeValue.fromS(value));
    return new Guard(condition + " AND #" + attribute + " = :" + attribute, allNames, allValues);
  }
}
