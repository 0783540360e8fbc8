package io.fleetfix.application.violation;

import software.amazon.awssdk.services.dynamodb.violation.DynamoDbClient;

/** A use case that runs on AWS only. */
public record KnowsTheCloud(DynamoDbClient client) {}
