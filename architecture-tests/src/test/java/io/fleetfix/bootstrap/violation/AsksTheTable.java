package io.fleetfix.bootstrap.violation;

import software.amazon.awssdk.services.dynamodb.violation.DynamoDbClient;

/** Queries the table, which only the store's adapter may do. */
public final class AsksTheTable {
  private AsksTheTable() {}

  public static String ask(DynamoDbClient client) {
    return client.getItem("state");
  }
}
