package io.fleetfix.deploy;

import io.fleetfix.adapter.dynamodb.DynamoDbConnection;
import io.fleetfix.adapter.dynamodb.WorkshopTable;
import io.fleetfix.localaws.DynamoDbLocal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * What the service really does, to hold the template against: the tables that it makes for itself,
 * what its writes look like in their stream, and which calls of AWS its classes hold.
 */
record DeployedFacts(
    List<TableShape> tables, List<TemplateScenario.Step> story, Set<String> calls) {
  private static @Nullable DeployedFacts found;

  DeployedFacts {
    tables = List.copyOf(tables);
    story = List.copyOf(story);
    calls = Set.copyOf(calls);
  }

  /** Found out once a test run. */
  static synchronized DeployedFacts in(DynamoDbLocal local) throws Exception {
    if (found == null) {
      found =
          new DeployedFacts(tables(local), TemplateScenario.told(local), AwsCalls.ofTheService());
    }
    return found;
  }

  private static List<TableShape> tables(DynamoDbLocal local) {
    WorkshopTable table = new WorkshopTable("fleetfix");
    try (DynamoDbConnection connection =
        DynamoDbConnection.to(
            local.endpoint(), Region.EU_CENTRAL_1, DynamoDbLocal.freshDatabase())) {
      table.createIfMissing(connection.tables());
      return List.of(
          TableShape.of(connection.tables(), table.name()),
          TableShape.of(connection.tables(), table.relayName()));
    }
  }
}
