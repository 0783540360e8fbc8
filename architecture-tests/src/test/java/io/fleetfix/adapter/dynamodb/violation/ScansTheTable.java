package io.fleetfix.adapter.dynamodb.violation;

import software.amazon.awssdk.services.dynamodb.violation.DynamoDbClient;

/** Reads everything, at the price of everything. */
public final class ScansTheTable {
  private ScansTheTable() {}

  public static String run(DynamoDbClient client) {
    return client.scan("table");
  }
}
