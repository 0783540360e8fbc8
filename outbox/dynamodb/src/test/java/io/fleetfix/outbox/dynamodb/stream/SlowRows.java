package io.fleetfix.outbox.dynamodb.stream;

import io.fleetfix.outbox.dynamodb.relaytable.RelayRows;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A relay table whose calls take time, and take effect at their end.
 *
 * @param call lets the time of a call pass
 */
record SlowRows(RelayRows rows, Runnable call) implements RelayRows {
  @Override
  public Map<String, AttributeValue> get(String pk) {
    call.run();
    return rows.get(pk);
  }

  @Override
  public boolean put(String pk, Map<String, AttributeValue> row, Condition condition) {
    call.run();
    return rows.put(pk, row, condition);
  }

  @Override
  public void remove(String pk) {
    call.run();
    rows.remove(pk);
  }
}
