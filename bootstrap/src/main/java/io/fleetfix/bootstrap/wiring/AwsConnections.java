package io.fleetfix.bootstrap.wiring;

import io.fleetfix.adapter.eventbridge.EventBridgeConnection;
import io.fleetfix.adapter.sqs.SqsConnection;
import io.fleetfix.bootstrap.metrics.AwsMeters;
import io.fleetfix.localaws.LocalAws;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;

/**
 * The ways to everything that the service uses of AWS.
 *
 * @param meters what their clients tell of their calls
 */
public record AwsConnections(
    DynamoDbConnection dynamoDb,
    EventBridgeConnection events,
    SqsConnection queues,
    AwsMeters meters) {
  /** Where the SDK's own chain and its standard variables point. */
  public static AwsConnections fromEnvironment() {
    AwsMeters meters = new AwsMeters();
    return new AwsConnections(
        DynamoDbConnection.fromEnvironment(meters),
        EventBridgeConnection.fromEnvironment(meters),
        SqsConnection.fromEnvironment(meters),
        meters);
  }

  /** To the processes of a local run, whatever the environment says. */
  public static AwsConnections to(LocalAws local) {
    AwsMeters meters = new AwsMeters();
    return new AwsConnections(
        DynamoDbConnection.to(local.dynamoDb(), LocalAws.REGION, local.credentials(), meters),
        EventBridgeConnection.to(local.eventBridge(), LocalAws.REGION, local.credentials(), meters),
        SqsConnection.to(local.queues(), LocalAws.REGION, local.credentials(), meters),
        meters);
  }
}
