package io.fleetfix.adapter.dynamodb.violation;

import software.amazon.awssdk.services.dynamodb.violation.DynamoDbClient;

/** Writes with PartiQL. */
public final class SpeaksPartiQl {
  private SpeaksPartiQl() {}

  public static String run(DynamoDbClient client) {
    return client.executeStatement("UPDATE");
  }
}
