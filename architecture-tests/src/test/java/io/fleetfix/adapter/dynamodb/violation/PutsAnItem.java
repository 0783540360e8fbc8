package io.fleetfix.adapter.dynamodb.violation;

import software.amazon.awssdk.services.dynamodb.violation.DynamoDbClient;

/** A write without an event. */
public final class PutsAnItem {
  private PutsAnItem() {}

  public static String run(DynamoDbClient client) {
    return client.putItem("repair");
  }
}
