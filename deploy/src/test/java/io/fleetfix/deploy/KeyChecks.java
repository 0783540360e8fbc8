package io.fleetfix.deploy;

import io.fleetfix.deploy.Stack.Resource;
import io.fleetfix.deploy.Statement.Access;
import java.util.List;
import java.util.Map;

/** Checks that stored data is encrypted and that its readers may use the key. */
final class KeyChecks {
  private static final String ACCOUNT = Stack.ACCOUNT;
  private static final String REGION = Stack.REGION;

  private KeyChecks() {}

  /** With AWS's keys, or with the account's own key for everything. */
  static void everythingIsEncrypted(Stack stack, DeployedFacts facts, Problems problems) {
    boolean ownKey = stack.parameter("CustomerKey").equals("true");
    problems.unlessEqual(ownKey ? 1 : 0, stack.all("AWS::KMS::Key").size(), "The number of keys");
    for (Resource table : stack.all(TableChecks.TABLE)) {
      problems.unless(
          table.at("/SSESpecification/SSEEnabled").asBoolean(), table.id() + " is not encrypted");
      problems.unlessEqual("KMS", table.text("/SSESpecification/SSEType"), table.id());
      keyOf(table, "/SSESpecification/KMSMasterKeyId", stack, problems);
    }
    for (Resource queue : stack.all(QueueChecks.QUEUE)) {
      problems.unlessEqual(
          !ownKey, queue.at("/SqsManagedSseEnabled").asBoolean(), queue.id() + " by SQS's key");
      problems.unlessEqual(
          ownKey ? "key-id-of-Key" : "", queue.text("/KmsMasterKeyId"), queue.id() + "'s key");
    }
    stack
        .all("AWS::Events::EventBus")
        .forEach(bus -> keyOf(bus, "/KmsKeyIdentifier", stack, problems));
    stack
        .all("AWS::Events::Archive")
        .forEach(archive -> keyOf(archive, "/KmsKeyIdentifier", stack, problems));
    stack.all("AWS::Logs::LogGroup").forEach(log -> keyOf(log, "/KmsKeyId", stack, problems));
    stack
        .all("AWS::KMS::Key")
        .forEach(
            key ->
                problems.unless(
                    key.at("/EnableKeyRotation").asBoolean(), "The key is not rotated"));
  }

  private static void keyOf(Resource of, String property, Stack stack, Problems problems) {
    boolean ownKey = stack.parameter("CustomerKey").equals("true");
    problems.unlessEqual(ownKey ? stack.arn("Key") : "", of.text(property), of.id() + "'s key");
  }

  static void serves(Stack stack, DeployedFacts facts, Problems problems) {
    if (!stack.parameter("CustomerKey").equals("true")) {
      return;
    }
    String pipe = stack.arn("PipeRole");
    String service = stack.arn("ServiceRole");
    String events = "arn:aws:events:" + REGION + ":" + ACCOUNT + ":rule/garage/mail";
    for (String action : List.of("kms:Decrypt", "kms:GenerateDataKey")) {
      for (String through : List.of("dynamodb", "sqs")) {
        may(stack, problems, true, pipe, action, through(through, ACCOUNT));
        mayItself(stack, problems, "PipeRole", action, through(through, ACCOUNT));
        may(stack, problems, true, service, action, through(through, ACCOUNT));
        mayItself(stack, problems, "ServiceRole", action, through(through, ACCOUNT));
      }
      may(stack, problems, true, "events.amazonaws.com", action, from(events, ACCOUNT));
      may(stack, problems, false, "events.amazonaws.com", action, from(events, "999999999999"));
      may(
          stack,
          problems,
          false,
          "events.amazonaws.com",
          action,
          from(events.replace(ACCOUNT, "999999999999"), ACCOUNT));
      may(stack, problems, false, service, action, Map.of());
      may(stack, problems, false, service, action, through("s3", ACCOUNT));
      may(stack, problems, false, service, action, through("sqs", "999999999999"));
      may(stack, problems, false, "arn:aws:iam::999999999999:role/x", action, Map.of());
      may(stack, problems, false, "s3.amazonaws.com", action, Map.of());
    }
    String root = "arn:aws:iam::" + ACCOUNT + ":user/chief";
    for (String action : ADMINISTRATION) {
      may(stack, problems, true, root, action, Map.of());
      boolean eventsToo = action.equals("kms:DescribeKey");
      may(stack, problems, eventsToo, "events.amazonaws.com", action, from(events, ACCOUNT));
    }
    for (String action : THROUGH_A_SERVICE) {
      may(stack, problems, true, root, action, through("dynamodb", ACCOUNT));
      if (!action.equals("kms:CreateGrant")) {
        mayItself(stack, problems, "ServiceRole", action, through("dynamodb", ACCOUNT));
        String log = "arn:aws:logs:" + REGION + ":" + ACCOUNT + ":log-group:/fleetfix/garage";
        may(stack, problems, true, "logs." + REGION + ".amazonaws.com", action, ofLog(log));
        may(
            stack,
            problems,
            false,
            "logs." + REGION + ".amazonaws.com",
            action,
            ofLog(log.replace(ACCOUNT, "999999999999")));
      }
    }
    problems.unlessEqual(
        false,
        mayItself(stack, "ServiceRole", "kms:Decrypt", Map.of()),
        "Decrypt without a service");
  }

  private static final List<String> ADMINISTRATION =
      List.of(
          "kms:CancelKeyDeletion",
          "kms:DescribeKey",
          "kms:DisableKey",
          "kms:DisableKeyRotation",
          "kms:EnableKey",
          "kms:EnableKeyRotation",
          "kms:GetKeyPolicy",
          "kms:GetKeyRotationStatus",
          "kms:ListResourceTags",
          "kms:PutKeyPolicy",
          "kms:ScheduleKeyDeletion",
          "kms:TagResource",
          "kms:UntagResource",
          "kms:UpdateKeyDescription");

  private static final List<String> THROUGH_A_SERVICE =
      List.of(
          "kms:CreateGrant",
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:Encrypt",
          "kms:GenerateDataKey",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo");

  private static Map<String, List<String>> through(String service, String caller) {
    return Map.of(
        "kms:ViaService", List.of(service + "." + REGION + ".amazonaws.com"),
        "kms:CallerAccount", List.of(caller));
  }

  private static Map<String, List<String>> from(String source, String account) {
    return Map.of("aws:SourceArn", List.of(source), "aws:SourceAccount", List.of(account));
  }

  private static Map<String, List<String>> ofLog(String log) {
    return Map.of("kms:EncryptionContext:aws:logs:arn", List.of(log));
  }

  /** Evaluates the key's own policy. */
  private static void may(
      Stack stack,
      Problems problems,
      boolean expected,
      String principal,
      String action,
      Map<String, List<String>> context) {
    Access access = new Access(principal, action, stack.arn("Key"), context);
    problems.unlessDecided(expected, new Policies(stack).aboutTheKey(), access);
  }

  /** Evaluates the role's policy, to which the key's policy delegates. */
  private static void mayItself(
      Stack stack,
      Problems problems,
      String role,
      String action,
      Map<String, List<String>> context) {
    problems.unless(mayItself(stack, role, action, context), role + " may not " + action);
  }

  private static boolean mayItself(
      Stack stack, String role, String action, Map<String, List<String>> context) {
    return Statement.allow(
        new Policies(stack).of(role),
        new Access(stack.arn(role), action, stack.arn("Key"), context));
  }
}
