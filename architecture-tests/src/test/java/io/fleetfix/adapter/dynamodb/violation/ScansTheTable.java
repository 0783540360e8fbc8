package io.fleetfix.adapter.dynamodb.violation;

import software.amazon.awssdk.services.dynamodb.violation.DynamoDbClient;

/** Reads, and pays for, the whole table. */
public final class ScansTheTable {
  private ScansTheTable() {}

  public static String run(DynamoDbClient client) {
    return client.scan("table");
  }
}
