package io.fleetfix.bootstrap.violation;

import software.amazon.awssdk.services.dynamodb.violation.DynamoDbClient;

/** A question that the store's adapter should ask. */
public final class AsksTheTable {
  private AsksTheTable() {}

  public static String ask(DynamoDbClient client) {
    return client.getItem("state");
  }
}
