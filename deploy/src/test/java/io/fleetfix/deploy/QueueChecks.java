package io.fleetfix.deploy;

import io.fleetfix.deploy.Stack.Resource;
import io.fleetfix.deploy.Statement.Access;
import io.fleetfix.outbox.subscription.Subscription;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks of the queues and dead-letter queues. */
final class QueueChecks {
  static final String QUEUE = "AWS::SQS::Queue";

  private static final String DEAD_LETTERS = "-dead-letters";
  private static final int FOURTEEN_DAYS = 14 * 86_400;
  private static final String TLS = "aws:SecureTransport";

  private QueueChecks() {}

  /** A dead letter keeps its original send time, so its queue needs a longer retention. */
  static void retention(Stack stack, DeployedFacts facts, Problems problems) {
    Set<String> expected = new HashSet<>();
    for (Subscription each : facts.subscriptions()) {
      String name = stack.parameter("Name") + "-" + each.rule();
      expected.addAll(List.of(name, name + DEAD_LETTERS));
      Resource queue = named(stack, name);
      problems.unlessEqual(
          each.retention().toSeconds(), queue.at("/MessageRetentionPeriod").asLong(), name);
      problems.unless(
          each.retention().toSeconds() <= FOURTEEN_DAYS, name + " has too long a retention");
      problems.unlessEqual(30, queue.at("/VisibilityTimeout").asInt(), name + " visibility");
      problems.unlessEqual(
          each.maxReceives(), queue.at("/RedrivePolicy/maxReceiveCount").asInt(), name + " count");
      problems.unlessEqual(
          RuleChecks.queueArn(stack, each.rule() + DEAD_LETTERS),
          queue.text("/RedrivePolicy/deadLetterTargetArn"),
          name + "'s dead letters");
    }
    for (String other : List.of("pipe", "bus")) {
      expected.add(stack.parameter("Name") + "-" + other + DEAD_LETTERS);
    }
    Set<String> queues = new HashSet<>();
    for (Resource queue : stack.all(QUEUE)) {
      String name = queue.text("/QueueName");
      queues.add(name);
      if (name.endsWith(DEAD_LETTERS)) {
        problems.unlessEqual(FOURTEEN_DAYS, queue.at("/MessageRetentionPeriod").asInt(), name);
      }
    }
    problems.unlessEqual(expected, queues, "The queues");
  }

  private static Resource named(Stack stack, String name) {
    return stack.all(QUEUE).stream()
        .filter(queue -> queue.text("/QueueName").equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("The template has no queue " + name));
  }

  /** EventBridge may send for the queue's own rule or for the bus, from this account only. */
  static void permissions(Stack stack, DeployedFacts facts, Problems problems) {
    Map<String, String> senders = new HashMap<>();
    String name = stack.parameter("Name");
    for (Resource rule : stack.all(RuleChecks.RULE)) {
      senders.put(name + "-" + rule.text("/Name"), stack.arn(rule.id()));
      senders.put(name + "-" + rule.text("/Name") + DEAD_LETTERS, stack.arn(rule.id()));
    }
    senders.put(name + "-bus" + DEAD_LETTERS, stack.arn("Bus"));
    Set<String> sources = new HashSet<>(senders.values());
    for (Resource queue : stack.all(QUEUE)) {
      for (String source : sources) {
        boolean expected = source.equals(senders.get(queue.text("/QueueName")));
        send(stack, problems, queue, expected, source, Stack.ACCOUNT);
        send(stack, problems, queue, false, source, "999999999999");
      }
      for (String action : List.of("sqs:ReceiveMessage", "sqs:PurgeQueue", "sqs:DeleteMessage")) {
        Access access =
            new Access("arn:aws:iam::999999999999:user/x", action, arn(stack, queue), tls("true"));
        problems.unless(
            !Statement.allow(new Policies(stack).about(queue), access), access.toString());
      }
    }
  }

  private static void send(
      Stack stack,
      Problems problems,
      Resource queue,
      boolean expected,
      String source,
      String account) {
    Map<String, List<String>> context = new HashMap<>(tls("true"));
    context.put("aws:SourceArn", List.of(source));
    context.put("aws:SourceAccount", List.of(account));
    Access access =
        new Access("events.amazonaws.com", "sqs:SendMessage", arn(stack, queue), context);
    problems.unlessDecided(expected, new Policies(stack).about(queue), access);
  }

  /** Denies every action of every principal without TLS. */
  static void tls(Stack stack, DeployedFacts facts, Problems problems) {
    for (Resource queue : stack.all(QUEUE)) {
      for (String action : Arrays.asList("sqs:SendMessage", "sqs:ReceiveMessage", "sqs:AnyOther")) {
        Access access =
            new Access("arn:aws:iam::1:role/any", action, arn(stack, queue), tls("false"));
        boolean denied =
            new Policies(stack)
                .about(queue).stream()
                    .filter(statement -> !statement.allows())
                    .anyMatch(statement -> statement.appliesTo(access));
        problems.unless(denied, queue.id() + " allows access without TLS: " + action);
      }
    }
  }

  private static Map<String, List<String>> tls(String secure) {
    return Map.of(TLS, List.of(secure));
  }

  private static String arn(Stack stack, Resource queue) {
    return stack.arn(queue.id());
  }
}
