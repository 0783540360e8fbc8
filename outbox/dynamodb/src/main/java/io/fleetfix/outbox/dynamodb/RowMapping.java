package io.fleetfix.outbox.dynamodb;

import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Version;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Maps one kind of aggregate to a row. A mapping does not write the keys, the entity type, the
 * version or the commit id: the commit does.
 */
public interface RowMapping<A extends Aggregate> {
  Class<A> type();

  /** The {@code entityType} of these rows. Never change it once rows exist. */
  String entityType();

  /** The prefix of these aggregates' ids, for example {@code PARCEL#}. */
  String keyPrefix();

  /**
   * The attributes that hold this state; see {@link io.fleetfix.outbox.dynamodb.table.ItemBuilder}.
   */
  Map<String, AttributeValue> row(A state);

  /**
   * Reads the state from a row.
   *
   * @throws io.fleetfix.outbox.dynamodb.table.UnreadableItem if the row does not hold such a state
   */
  A read(ItemReader row);

  /** The condition for writing this state: by default, that the expected version is stored. */
  default Guard guard(A state, Version expected) {
    return Guard.at(expected);
  }

  /** Same as {@link #row}, for an aggregate that is known to be of this kind. */
  default Map<String, AttributeValue> rowOf(Aggregate state) {
    return row(type().cast(state));
  }

  /** Same as {@link #guard}, for an aggregate that is known to be of this kind. */
  default Guard guardOf(Aggregate state, Version expected) {
    return guard(type().cast(state), expected);
  }
}
