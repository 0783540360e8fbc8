package io.fleetfix.deploy;

import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.subscription.OutboxFormat;
import io.fleetfix.outbox.subscription.Subscription;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * What the service really does, to hold the template against: the tables that it makes for itself,
 * what its writes look like in their stream, which calls of AWS its classes hold, what its events
 * look like on the bus, and who hears them.
 */
record DeployedFacts(
    List<TableShape> tables,
    List<TemplateScenario.Step> story,
    Set<String> calls,
    OutboxFormat format,
    List<Subscription> subscriptions) {
  private static @Nullable DeployedFacts found;

  DeployedFacts {
    tables = List.copyOf(tables);
    story = List.copyOf(story);
    calls = Set.copyOf(calls);
    subscriptions = List.copyOf(subscriptions);
  }

  /** Found out once a test run. */
  static synchronized DeployedFacts in(DynamoDbLocal local) throws Exception {
    if (found == null) {
      found =
          new DeployedFacts(
              tables(local),
              TemplateScenario.told(local),
              AwsCalls.ofTheService(),
              WorkshopOutbox.FORMAT,
              WorkshopOutbox.SUBSCRIPTIONS);
    }
    return found;
  }

  /** As if the events looked like this. */
  DeployedFacts with(OutboxFormat other) {
    return new DeployedFacts(tables, story, calls, other, subscriptions);
  }

  /** As if these heard the events. */
  DeployedFacts with(List<Subscription> others) {
    return new DeployedFacts(tables, story, calls, format, others);
  }

  private static List<TableShape> tables(DynamoDbLocal local) {
    OutboxTable table = new OutboxTable("fleetfix");
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
