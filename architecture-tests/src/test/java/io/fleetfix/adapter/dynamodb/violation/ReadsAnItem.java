package io.fleetfix.adapter.dynamodb.violation;

import software.amazon.awssdk.services.dynamodb.violation.DynamoDbClient;

/** No offender: everybody may read. */
public final class ReadsAnItem {
  private ReadsAnItem() {}

  public static String run(DynamoDbClient client) {
    return client.getItem("repair");
  }
}
