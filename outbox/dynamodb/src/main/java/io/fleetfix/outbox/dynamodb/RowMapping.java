package io.fleetfix.outbox.dynamodb;

import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Version;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How one kind of aggregate is stored as a row. The keys, the entity type, the version and the
 * commit's id are the commit's own affair: no mapping writes them.
 */
public interface RowMapping<A extends Aggregate> {
  Class<A> type();

  /** What {@code entityType} says of these rows; never to be changed once there are any. */
  String entityType();

  /** What the ids of these aggregates begin with, for example {@code PARCEL#}. */
  String keyPrefix();

  /**
   * The attributes that hold this state; see {@link io.fleetfix.outbox.dynamodb.table.ItemBuilder}.
   */
  Map<String, AttributeValue> row(A state);

  /**
   * The state in a row.
   *
   * @throws io.fleetfix.outbox.dynamodb.table.UnreadableItem if the row says something else
   */
  A read(ItemReader row);

  /** What must be stored for this state to be written: the version that the change expects. */
  default Guard guard(A state, Version expected) {
    return Guard.at(expected);
  }

  /** As {@link #row}, of an aggregate that is known to be of this kind. */
  default Map<String, AttributeValue> rowOf(Aggregate state) {
    return row(type().cast(state));
  }

  /** As {@link #guard}, of an aggregate that is known to be of this kind. */
  default Guard guardOf(Aggregate state, Version expected) {
    return guard(type().cast(state), expected);
  }
}
