package io.fleetfix.bootstrap;

import io.fleetfix.adapter.dynamodb.DynamoDbConnection;
import io.fleetfix.adapter.eventbridge.EventBridgeConnection;
import io.fleetfix.adapter.sqs.SqsConnection;
import io.fleetfix.support.localaws.LocalAws;

/** The ways to everything that the service uses of AWS. */
record AwsConnections(
    DynamoDbConnection dynamoDb, EventBridgeConnection events, SqsConnection queues) {
  /** Where the SDK's own chain and its standard variables point. */
  static AwsConnections fromEnvironment() {
    return new AwsConnections(
        DynamoDbConnection.fromEnvironment(),
        EventBridgeConnection.fromEnvironment(),
        SqsConnection.fromEnvironment());
  }

  /** To the processes of a local run, whatever the environment says. */
  static AwsConnections to(LocalAws local) {
    return new AwsConnections(
        DynamoDbConnection.to(local.dynamoDb(), LocalAws.REGION, local.credentials()),
        EventBridgeConnection.to(local.eventBridge(), LocalAws.REGION, local.credentials()),
        SqsConnection.to(local.queues(), LocalAws.REGION, local.credentials()));
  }
}
