package io.fleetfix.adapter.dynamodb.violation;

import software.amazon.awssdk.services.dynamodb.violation.DynamoDbClient;

/** Not an offender: every class may read. */
public final class ReadsAnItem {
  private ReadsAnItem() {}

  public static String run(DynamoDbClient client) {
    return client.getItem("repair");
  }
}
