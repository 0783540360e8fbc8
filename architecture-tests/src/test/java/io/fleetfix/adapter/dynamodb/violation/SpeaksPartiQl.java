package io.fleetfix.adapter.dynamodb.violation;

import software.amazon.awssdk.services.dynamodb.violation.DynamoDbClient;

/** Writes in another language. */
public final class SpeaksPartiQl {
  private SpeaksPartiQl() {}

  public static String run(DynamoDbClient client) {
    return client.executeStatement("UPDATE");
  }
}
