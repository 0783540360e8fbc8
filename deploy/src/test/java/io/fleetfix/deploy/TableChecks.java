package io.fleetfix.deploy;

import io.fleetfix.deploy.Stack.Resource;
import java.util.List;

/** Checks of the two tables. */
final class TableChecks {
  static final String TABLE = "AWS::DynamoDB::Table";

  private TableChecks() {}

  /** Names, keys, attributes, indexes, stream and expiry equal those of {@code createIfMissing}. */
  static void matchTheService(Stack stack, DeployedFacts facts, Problems problems) {
    List<TableShape> deployed = stack.all(TABLE).stream().map(TableShape::of).toList();
    List<TableShape> made =
        facts.tables().stream()
            .map(table -> table.named(table.name().replace("fleetfix", stack.parameter("Name"))))
            .toList();
    problems.unlessEqual(made, deployed, "The tables");
  }

  static void survive(Stack stack, DeployedFacts facts, Problems problems) {
    for (Resource table : stack.all(TABLE)) {
      isRetained(table, problems);
      problems.unless(
          table.at("/DeletionProtectionEnabled").asBoolean(),
          table.id() + " is not protected against deletion");
      problems.unless(
          table.at("/PointInTimeRecoverySpecification/PointInTimeRecoveryEnabled").asBoolean(),
          table.id() + " has no point-in-time recovery");
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
