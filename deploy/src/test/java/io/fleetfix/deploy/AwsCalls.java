package io.fleetfix.deploy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the AWS calls in the service's classes, as IAM actions. */
final class AwsCalls {
  private static final Map<String, String> CLIENTS =
      Map.of(
          "software.amazon.awssdk.services.dynamodb.DynamoDbClient", "dynamodb",
          "software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient", "dynamodb",
          "software.amazon.awssdk.services.eventbridge.EventBridgeClient", "events",
          "software.amazon.awssdk.services.sqs.SqsClient", "sqs");

  /** IAM authorizes each item of a transaction; the transaction itself has no action. */
  private static final String TRANSACTION_ITEM =
      "software.amazon.awssdk.services.dynamodb.model.TransactWriteItem$Builder";

  private static final Map<String, String> ITEM_ACTIONS =
      Map.of(
          "put", "dynamodb:PutItem",
          "update", "dynamodb:UpdateItem",
          "delete", "dynamodb:DeleteItem",
          "conditionCheck", "dynamodb:ConditionCheckItem");

  /** Methods that send no request or have no action of their own. */
  private static final Set<String> OTHER_METHODS =
      Set.of(
          "builder",
          "create",
          "close",
          "waiter",
          "serviceClientConfiguration",
          "transactWriteItems");

  /** Creates the tables when there is no template, so never on AWS. */
  private static final String MAKES_TABLES = "io.fleetfix.outbox.dynamodb.table.TableCreation";

  private AwsCalls() {}

  static Set<String> ofTheService() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.fleetfix.outbox", "io.fleetfix.adapter", "io.fleetfix.bootstrap");
    Set<String> actions = new HashSet<>();
    classes.stream()
        .filter(javaClass -> !javaClass.getName().startsWith(MAKES_TABLES))
        .flatMap(javaClass -> javaClass.getMethodCallsFromSelf().stream())
        .forEach(call -> action(call).ifPresent(actions::add));
    return actions;
  }

  private static Optional<String> action(JavaMethodCall call) {
    String owner = call.getTargetOwner().getName();
    if (owner.equals(TRANSACTION_ITEM)) {
      return Optional.ofNullable(ITEM_ACTIONS.get(call.getName()));
    }
    return Optional.ofNullable(CLIENTS.get(owner))
        .filter(service -> !OTHER_METHODS.contains(call.getName()))
        .map(service -> service + ":" + action(service, call.getName()));
  }

  /** In SQS, batch calls have the same action as calls for one message. */
  private static String action(String service, String method) {
    String name = Character.toUpperCase(method.charAt(0)) + method.substring(1);
    return service.equals("sqs") && name.endsWith("Batch")
        ? name.substring(0, name.length() - "Batch".length())
        : name;
  }
}
