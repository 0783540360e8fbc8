package io.fleetfix.adapter.dynamodb.violation;

import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.violation.DynamoDbClient;

/** Writes through a method reference. */
public final class WritesByReference {
  private WritesByReference() {}

  public static UnaryOperator<String> door(DynamoDbClient client) {
    return client::transactWriteItems;
  }
}
