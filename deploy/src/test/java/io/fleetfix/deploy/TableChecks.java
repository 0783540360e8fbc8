package io.fleetfix.deploy;

import io.fleetfix.deploy.Stack.Resource;
import java.util.List;

/** The two tables. */
final class TableChecks {
  static final String TABLE = "AWS::DynamoDB::Table";

  private TableChecks() {}

  /** Names, keys, attributes, indexes, stream and expiry, as {@code createIfMissing} makes them. */
  static void areTheServices(Stack stack, DeployedFacts truth, Problems problems) {
    List<TableShape> deployed = stack.all(TABLE).stream().map(TableShape::of).toList();
    List<TableShape> made =
        truth.tables().stream()
            .map(table -> table.named(table.name().replace("fleetfix", stack.parameter("Name"))))
            .toList();
    problems.unlessEqual(made, deployed, "The tables");
  }

  static void survive(Stack stack, DeployedFacts truth, Problems problems) {
    for (Resource table : stack.all(TABLE)) {
      isRetained(table, problems);
      problems.unless(table.at("/DeletionProtectionEnabled").asBoolean(), table.id() + " can go");
      problems.unless(
          table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean(),
          table.id() + " can't be restored to a point in time");
    }
    stack.all("AWS::KMS::Key").forEach(key -> isRetained(key, problems));
  }

  private static void isRetained(Resource resource, Problems problems) {
    for (String policy : List.of("DeletionPolicy", "UpdateReplacePolicy")) {
      problems.unlessEqual(
          "Retain", resource.definition().path(policy).asText(), resource.id() + "." + policy);
    }
  }
}
