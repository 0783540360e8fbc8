package io.fleetfix.deploy;

import io.fleetfix.deploy.Statement.Access;
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Checks of the roles and their permissions. */
final class RoleChecks {
  /** The statements that may allow all resources, with the reason. */
  private static final Map<String, String> ANY_RESOURCE =
      Map.of(
          "PipeRole/FindTheStream", "ListStreams can't be restricted, and returns names only",
          "Key/Administration", "in a key policy, * means that key",
          "Key/ThroughDynamoDbAndSqs", "in a key policy, * means that key",
          "Key/EventBridge", "in a key policy, * means that key",
          "Key/Logs", "in a key policy, * means that key");

  /**
   * Calls that bypass transactions, or read or change whole tables: the role must not allow any.
   */
  private static final List<String> NEVER =
      List.of(
          "dynamodb:DeleteItem",
          "dynamodb:BatchWriteItem",
          "dynamodb:Scan",
          "dynamodb:PartiQLInsert",
          "dynamodb:PartiQLUpdate",
          "dynamodb:PartiQLDelete",
          "dynamodb:PartiQLSelect",
          "dynamodb:UpdateTable",
          "dynamodb:UpdateTimeToLive",
          "dynamodb:DeleteTable",
          "dynamodb:CreateTable");

  /** What listing, handling and deleting the messages of a queue takes. */
  private static final List<String> RECEIVING =
      List.of(
          "sqs:GetQueueUrl",
          "sqs:GetQueueAttributes",
          "sqs:ReceiveMessage",
          "sqs:ChangeMessageVisibility",
          "sqs:DeleteMessage");

  private RoleChecks() {}

  /**
   * Actions and resources must be named in full. Only statements that allow are checked: those that
   * deny may be as broad as they like.
   */
  static void noWildcards(Stack stack, DeployedFacts facts, Problems problems) {
    Set<String> reasoned = new TreeSet<>();
    for (Statement statement : new Policies(stack).all()) {
      String name = statement.owner() + "/" + statement.sid();
      if (statement.allows()) {
        problems.unless(statement.actions().stream().noneMatch(a -> a.contains("*")), name);
        problems.unless(!statement.json().has("NotAction"), name + " allows by exception");
        problems.unless(!statement.json().has("NotResource"), name + " allows by exception");
        if (statement.resources().contains("*")) {
          problems.unless(ANY_RESOURCE.containsKey(name), name + " allows any resource");
          reasoned.add(name);
        }
        problems.unless(
            statement.resources().stream().allMatch(r -> r.equals("*") || !r.contains("*")),
            name + " allows more than one resource");
      }
      problems.unless(
          !statement.allows() || !statement.json().path("Principal").asText().equals("*"),
          name + " allows every principal");
    }
    if (stack.parameter("CustomerKey").equals("true")) {
      problems.unlessEqual(
          new TreeSet<>(ANY_RESOURCE.keySet()), reasoned, "Statements that allow any resource");
    }
  }

  /** A role's own policy needs no principal; the policy of a queue or key needs one. */
  static void wellFormed(Stack stack, DeployedFacts facts, Problems problems) {
    Policies policies = new Policies(stack);
    for (Stack.Resource role : stack.all("AWS::IAM::Role")) {
      policies.trustOf(role.id()).forEach(each -> has(each, true, false, problems));
      policies.of(role.id()).forEach(each -> has(each, false, true, problems));
    }
    for (Stack.Resource queue : stack.all(QueueChecks.QUEUE)) {
      policies.about(queue).forEach(each -> has(each, true, true, problems));
    }
    policies.aboutTheKey().forEach(each -> has(each, true, true, problems));
    problems.unless(
        policies.versions().stream().allMatch("2012-10-17"::equals),
        "A policy has another language version");
  }

  private static void has(Statement each, boolean principal, boolean resource, Problems problems) {
    String name = each.owner() + "/" + each.sid();
    problems.unlessEqual(principal, each.json().has("Principal"), name + " has a principal");
    problems.unlessEqual(resource, !each.resources().isEmpty(), name + " has a resource");
    problems.unless(!each.actions().isEmpty(), name + " has no action");
  }

  static void trust(Stack stack, DeployedFacts facts, Problems problems) {
    String pipe = stack.arn("Pipe");
    assume(stack, problems, true, "PipeRole", "pipes.amazonaws.com", from(pipe, Stack.ACCOUNT));
    assume(stack, problems, false, "PipeRole", "pipes.amazonaws.com", from(pipe, "999999999999"));
    assume(
        stack, problems, false, "PipeRole", "pipes.amazonaws.com", from(pipe + "x", Stack.ACCOUNT));
    assume(stack, problems, false, "PipeRole", "pipes.amazonaws.com", Map.of());
    assume(stack, problems, false, "PipeRole", "lambda.amazonaws.com", from(pipe, Stack.ACCOUNT));
    String task = "arn:aws:ecs:" + Stack.REGION + ":" + Stack.ACCOUNT + ":task/garage/1";
    String foreign = task.replace(Stack.ACCOUNT, "999999999999");
    String tasks = "ecs-tasks.amazonaws.com";
    assume(stack, problems, true, "ServiceRole", tasks, from(task, Stack.ACCOUNT));
    assume(stack, problems, false, "ServiceRole", tasks, from(task, "999999999999"));
    assume(stack, problems, false, "ServiceRole", tasks, from(foreign, Stack.ACCOUNT));
    assume(stack, problems, false, "ServiceRole", tasks, Map.of());
    assume(stack, problems, false, "ServiceRole", "pipes.amazonaws.com", from(task, Stack.ACCOUNT));
    boolean named = !stack.parameter("Operator").isEmpty();
    String operator = "arn:aws:iam::111122223333:role/operator";
    assume(stack, problems, named, "ServiceRole", operator, Map.of());
    problems.unlessEqual(
        named ? 2 : 1,
        new Policies(stack).trustOf("ServiceRole").size(),
        "Statements of the trust policy");
    assume(stack, problems, false, "ServiceRole", "arn:aws:iam::111122223333:role/x", Map.of());
  }

  private static void assume(
      Stack stack,
      Problems problems,
      boolean expected,
      String role,
      String principal,
      Map<String, List<String>> context) {
    Access access = new Access(principal, "sts:AssumeRole", stack.arn(role), context);
    problems.unlessDecided(expected, new Policies(stack).trustOf(role), access);
  }

  private static Map<String, List<String>> from(String source, String account) {
    return Map.of("aws:SourceArn", List.of(source), "aws:SourceAccount", List.of(account));
  }

  static void service(Stack stack, DeployedFacts facts, Problems problems) {
    String table = stack.arn("Table");
    String relay = stack.arn("RelayTable");
    Map<String, List<String>> transaction =
        Map.of("dynamodb:EnclosingOperation", List.of("TransactWriteItems"));
    for (String part : List.of("dynamodb:PutItem", "dynamodb:ConditionCheckItem")) {
      may(stack, problems, true, part, table, transaction);
      may(stack, problems, false, part, table, Map.of());
      may(stack, problems, false, part, table + "2", transaction);
    }
    may(stack, problems, true, "dynamodb:UpdateItem", table, keys("OUTBOX#1"));
    may(stack, problems, false, "dynamodb:UpdateItem", table, keys("REPAIR#R-1"));
    may(stack, problems, false, "dynamodb:UpdateItem", table, keys("OUTBOX#1", "REPAIR#R-1"));
    may(stack, problems, false, "dynamodb:UpdateItem", table, Map.of());
    may(stack, problems, false, "dynamodb:UpdateItem", table, transaction);
    may(stack, problems, false, "dynamodb:UpdateItem", table + "2", keys("OUTBOX#1"));
    for (String index : List.of("", "/index/due", "/index/listing")) {
      may(stack, problems, true, "dynamodb:Query", table + index, Map.of());
    }
    for (String read : List.of("GetItem", "BatchGetItem", "DescribeTable")) {
      may(stack, problems, true, "dynamodb:" + read, table, Map.of());
      may(stack, problems, false, "dynamodb:" + read, table + "2", Map.of());
    }
    for (String call : List.of("GetItem", "PutItem", "Query", "DescribeTable")) {
      may(stack, problems, true, "dynamodb:" + call, relay, Map.of());
    }
    may(stack, problems, false, "dynamodb:UpdateItem", relay, keys("OUTBOX#1"));
    for (String write : NEVER) {
      may(stack, problems, false, write, table, transaction);
      boolean ofCheckpoints = write.equals("dynamodb:DeleteItem");
      may(stack, problems, ofCheckpoints, write, relay, Map.of());
    }
    may(stack, problems, false, "dynamodb:ConditionCheckItem", relay, Map.of());
    boolean embedded = stack.parameter("Relay").equals("embedded");
    for (String read : List.of("DescribeStream", "GetRecords", "GetShardIterator")) {
      String stream = table + "/stream/2026-11-23T00:00:00.000";
      may(stack, problems, embedded, "dynamodb:" + read, stream, Map.of());
    }
    bus(stack, facts.format(), problems);
    queues(stack, problems);
  }

  private static void bus(Stack stack, OutboxFormat format, Problems problems) {
    String bus = stack.arn("Bus");
    Map<String, List<String>> ours = event(format.busSource(), format.detailType());
    may(stack, problems, true, "events:PutEvents", bus, ours);
    may(stack, problems, false, "events:PutEvents", bus + "2", ours);
    may(stack, problems, false, "events:PutEvents", bus, event("elsewhere", format.detailType()));
    may(stack, problems, false, "events:PutEvents", bus, event(format.busSource(), "Other"));
    may(stack, problems, true, "events:DescribeEventBus", bus, Map.of());
    may(stack, problems, false, "events:PutRule", bus, Map.of());
  }

  /**
   * The service consumes the queues, looks into the dead letters of these and sends them back. It
   * has no business with the dead letters of Pipe and bus, and never sends to dead letters.
   */
  private static void queues(Stack stack, Problems problems) {
    Set<String> deadLetters =
        stack.all(QueueChecks.QUEUE).stream()
            .map(queue -> queue.text("/RedrivePolicy/deadLetterTargetArn"))
            .filter(arn -> !arn.isEmpty())
            .collect(Collectors.toSet());
    for (Stack.Resource queue : stack.all(QueueChecks.QUEUE)) {
      boolean source = !queue.at("/RedrivePolicy").isMissingNode();
      boolean received = source || deadLetters.contains(stack.arn(queue.id()));
      List<Statement> both = new ArrayList<>(new Policies(stack).of("ServiceRole"));
      both.addAll(new Policies(stack).about(queue));
      for (String action : RECEIVING) {
        problems.unlessDecided(received, both, access(stack, action, queue));
      }
      problems.unlessDecided(source, both, access(stack, "sqs:SendMessage", queue));
      for (String action :
          List.of("sqs:PurgeQueue", "sqs:DeleteQueue", "sqs:StartMessageMoveTask")) {
        may(stack, problems, false, action, stack.arn(queue.id()), Map.of());
      }
    }
  }

  private static Access access(Stack stack, String action, Stack.Resource queue) {
    return new Access(
        stack.arn("ServiceRole"),
        action,
        stack.arn(queue.id()),
        Map.of("aws:SecureTransport", List.of("true")));
  }

  /** The role allows every call in the service's classes, and no other action. */
  static void calls(Stack stack, DeployedFacts facts, Problems problems) {
    Set<String> needed = new TreeSet<>(facts.calls());
    if (!stack.parameter("Relay").equals("embedded")) {
      needed.removeAll(
          Set.of("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"));
    }
    Set<String> granted =
        new Policies(stack)
            .of("ServiceRole").stream()
                .flatMap(statement -> statement.actions().stream())
                .filter(action -> !action.startsWith("kms:"))
                .collect(Collectors.toCollection(TreeSet::new));
    problems.unlessEqual(needed, granted, "What the service is granted");
  }

  private static void may(
      Stack stack,
      Problems problems,
      boolean expected,
      String action,
      String resource,
      Map<String, List<String>> context) {
    Access access = new Access(stack.arn("ServiceRole"), action, resource, context);
    problems.unlessDecided(expected, new Policies(stack).of("ServiceRole"), access);
  }

  private static Map<String, List<String>> keys(String... keys) {
    return Map.of("dynamodb:LeadingKeys", List.of(keys));
  }

  /** The condition keys of a PutEvents request. */
  static Map<String, List<String>> event(String source, String detailType) {
    return Map.of("events:source", List.of(source), "events:detail-type", List.of(detailType));
  }
}
