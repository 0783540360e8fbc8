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
 * The behaviour of the service that the template must match: the tables that it creates, the stream
 * records of its writes, the AWS calls in its classes, the format of its events, and its
 * subscriptions.
 *
 * @param steps of the scenario, with their stream records
 */
record DeployedFacts(
    List<TableShape> tables,
    List<TemplateScenario.Step> steps,
    Set<String> calls,
    OutboxFormat format,
    List<Subscription> subscriptions) {
  private static @Nullable DeployedFacts found;

  DeployedFacts {
    tables = List.copyOf(tables);
    steps = List.copyOf(steps);
    calls = Set.copyOf(calls);
    subscriptions = List.copyOf(subscriptions);
  }

  /** Determined once per test run. */
  static synchronized DeployedFacts in(DynamoDbLocal local) throws Exception {
    if (found == null) {
      found =
          new DeployedFacts(
              tables(local),
              TemplateScenario.run(local),
              AwsCalls.ofTheService(),
              WorkshopOutbox.FORMAT,
              WorkshopOutbox.SUBSCRIPTIONS);
    }
    return found;
  }

  /** The same facts with another event format. */
  DeployedFacts with(OutboxFormat other) {
    return new DeployedFacts(tables, steps, calls, other, subscriptions);
  }

  /** The same facts with other subscriptions. */
  DeployedFacts with(List<Subscription> others) {
    return new DeployedFacts(tables, steps, calls, format, others);
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
