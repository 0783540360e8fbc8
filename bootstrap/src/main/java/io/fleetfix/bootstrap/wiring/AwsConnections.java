package io.fleetfix.bootstrap.wiring;

import io.fleetfix.adapter.eventbridge.EventBridgeConnection;
import io.fleetfix.adapter.sqs.SqsConnection;
import io.fleetfix.bootstrap.metrics.AwsMeters;
import io.fleetfix.localaws.LocalAws;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;

/**
 * Connections to all AWS services that FleetFix uses.
 *
 * @param meters metrics of the calls
 */
public record AwsConnections(
    DynamoDbConnection dynamoDb,
    EventBridgeConnection events,
    SqsConnection queues,
    AwsMeters meters) {
  /** As the SDK's default chain and its standard variables configure them. */
  public static AwsConnections fromEnvironment() {
    AwsMeters meters = new AwsMeters();
    return new AwsConnections(
        DynamoDbConnection.fromEnvironment(meters),
        EventBridgeConnection.fromEnvironment(meters),
        SqsConnection.fromEnvironment(meters),
        meters);
  }

  /** To the processes of a local run, regardless of environment variables. */
  public static AwsConnections to(LocalAws local) {
    AwsMeters meters = new AwsMeters();
    return new AwsConnections(
        DynamoDbConnection.to(local.dynamoDb(), LocalAws.REGION, local.credentials(), meters),
        EventBridgeConnection.to(local.eventBridge(), LocalAws.REGION, local.credentials(), meters),
        SqsConnection.to(local.queues(), LocalAws.REGION, local.credentials(), meters),
        meters);
  }
}
