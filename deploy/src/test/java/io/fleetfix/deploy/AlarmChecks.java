package io.fleetfix.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.bootstrap.telemetry.OutboxMetricsLine;
import io.fleetfix.deploy.Stack.Resource;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory.Compared;
import io.fleetfix.outbox.subscription.Subscription;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Checks of the alarms. */
final class AlarmChecks {
  private static final String ALARM = "AWS::CloudWatch::Alarm";
  private static final String AGE = "FleetFix/OldestPendingAge";
  private static final List<String> UNDONE = List.of("FleetFix/Quarantined", "FleetFix/Mismatches");

  /** Age of the oldest pending event for the first alarm, in seconds. */
  private static final int A_WHILE = 300;

  /** Age for the second alarm, in seconds: half of the stream's retention. */
  private static final int HALF_A_DAY = 43_200;

  private AlarmChecks() {}

  /** Each metric has an alarm; each alarm fires at the first failure and notifies the topic. */
  static void coverEveryFault(Stack stack, DeployedFacts facts, Problems problems)
      throws Exception {
    Set<String> watched = new TreeSet<>();
    Set<Integer> ages = new TreeSet<>();
    for (Resource alarm : stack.all(ALARM)) {
      Set<String> metrics = metrics(alarm);
      watched.addAll(metrics);
      notifies(stack, alarm, problems);
      if (metrics.stream().anyMatch(metric -> metric.startsWith(AGE))) {
        age(alarm, problems);
        ages.add(alarm.at("/Threshold").asInt());
      } else {
        fault(alarm, problems);
      }
    }
    for (String logged : loggedMetrics(stack)) {
      problems.unless(watched.contains(logged), "No alarm on " + logged);
    }
    Set<String> expected = new TreeSet<>(expected(stack, facts.subscriptions()));
    problems.unlessEqual(expected, watched, "Metrics with an alarm");
    problems.unlessEqual(
        new TreeSet<>(List.of(A_WHILE, HALF_A_DAY)), ages, "Thresholds of the age, in seconds");
  }

  /** The metrics that CloudWatch extracts from the service's log. */
  private static Set<String> loggedMetrics(Stack stack) throws Exception {
    String text =
        OutboxMetricsLine.of(
                stack.parameter("Name"),
                OutboxSize.EMPTY,
                new Compared(Instant.EPOCH, new TreeMap<>()),
                Instant.EPOCH)
            .text();
    JsonNode line = new ObjectMapper().readTree(text);
    JsonNode metrics = line.at("/_aws/CloudWatchMetrics/0");
    String dimension = metrics.at("/Dimensions/0/0").asText();
    return StreamSupport.stream(metrics.path("Metrics").spliterator(), false)
        .map(
            metric ->
                metrics.path("Namespace").asText()
                    + "/"
                    + metric.path("Name").asText()
                    + (" " + dimension + "=" + line.path(dimension).asText()))
        .collect(Collectors.toSet());
  }

  private static void notifies(Stack stack, Resource alarm, Problems problems) {
    String topic = stack.parameter("AlarmTopic");
    List<String> expected = topic.isEmpty() ? List.of() : List.of(topic);
    for (String property : List.of("/AlarmActions", "/OKActions")) {
      List<String> actions =
          StreamSupport.stream(alarm.at(property).spliterator(), false)
              .map(JsonNode::asText)
              .toList();
      problems.unless(alarm.at(property).isArray(), alarm.id() + " has no " + property);
      problems.unlessEqual(expected, actions, alarm.id() + property);
    }
    problems.unlessEqual(
        "GreaterThanThreshold", alarm.text("/ComparisonOperator"), alarm.id() + " compares");
  }

  /** If no age arrives, no service is running: the first alarm must fire then too. */
  private static void age(Resource alarm, Problems problems) {
    boolean first = alarm.at("/Threshold").asInt() == A_WHILE;
    problems.unlessEqual(
        first ? "breaching" : "missing", alarm.text("/TreatMissingData"), alarm.id() + " missing");
    problems.unlessEqual("Maximum", alarm.text("/Statistic"), alarm.id());
    problems.unlessEqual("Seconds", alarm.text("/Unit"), alarm.id());
    problems.unlessEqual(60, alarm.at("/Period").asInt(), alarm.id() + " period");
    problems.unlessEqual(3, alarm.at("/EvaluationPeriods").asInt(), alarm.id() + " periods");
  }

  private static void fault(Resource alarm, Problems problems) {
    problems.unlessEqual(0, alarm.at("/Threshold").asInt(-1), alarm.id() + " threshold");
    problems.unlessEqual(1, alarm.at("/EvaluationPeriods").asInt(), alarm.id() + " periods");
    problems.unlessEqual("notBreaching", alarm.text("/TreatMissingData"), alarm.id());
    if (alarm.at("/Metrics").isMissingNode()) {
      problems.unlessEqual("Maximum", alarm.text("/Statistic"), alarm.id());
      problems.unlessEqual(60, alarm.at("/Period").asInt(), alarm.id() + " period");
      return;
    }
    Set<String> ids = new HashSet<>();
    int returned = 0;
    for (JsonNode metric : alarm.at("/Metrics")) {
      problems.unless(ids.add(metric.path("Id").asText()), alarm.id() + " uses an id twice");
      problems.unless(metric.path("Id").asText().matches("[a-z][a-zA-Z0-9_]*"), alarm.id() + " id");
      returned += metric.path("ReturnData").asBoolean(true) ? 1 : 0;
      if (metric.has("MetricStat")) {
        problems.unlessEqual("Sum", metric.at("/MetricStat/Stat").asText(), alarm.id());
        problems.unlessEqual(60, metric.at("/MetricStat/Period").asInt(), alarm.id());
      } else {
        problems.unlessEqual("SUM(METRICS())", metric.path("Expression").asText(), alarm.id());
      }
    }
    problems.unlessEqual(1, returned, alarm.id() + " returns");
  }

  private static Set<String> metrics(Resource alarm) {
    if (alarm.at("/Metrics").isMissingNode()) {
      return Set.of(metric(alarm.properties()));
    }
    return StreamSupport.stream(alarm.at("/Metrics").spliterator(), false)
        .filter(metric -> metric.has("MetricStat"))
        .map(metric -> metric(metric.at("/MetricStat/Metric")))
        .collect(Collectors.toSet());
  }

  /** For example {@code AWS/SQS/ApproximateNumberOfMessagesVisible QueueName=mail}. */
  private static String metric(JsonNode node) {
    return node.path("Namespace").asText()
        + "/"
        + node.path("MetricName").asText()
        + StreamSupport.stream(node.path("Dimensions").spliterator(), false)
            .map(d -> " " + d.path("Name").asText() + "=" + d.path("Value").asText())
            .collect(Collectors.joining());
  }

  private static Set<String> expected(Stack stack, List<Subscription> subscriptions) {
    String name = stack.parameter("Name");
    Set<String> metrics = new HashSet<>();
    metrics.add(AGE + " Table=" + name);
    UNDONE.forEach(each -> metrics.add(each + " Table=" + name));
    for (String failure :
        List.of(
            "ExecutionFailed",
            "ExecutionPartiallyFailed",
            "TargetStageFailed",
            "TargetStagePartiallyFailed",
            "ExecutionTimeout",
            "ExecutionThrottled")) {
      metrics.add(
          "AWS/EventBridge/Pipes/" + failure + " PipeName=" + stack.resource("Pipe").text("/Name"));
    }
    Set<String> sources = new HashSet<>(Set.of("pipe", "bus"));
    for (Subscription each : subscriptions) {
      sources.add(each.rule());
      for (String failure :
          List.of("FailedInvocations", "InvocationsFailedToBeSentToDlq", "ThrottledRules")) {
        metrics.add("AWS/Events/" + failure + " EventBusName=" + name + " RuleName=" + each.rule());
      }
    }
    for (String source : sources) {
      metrics.add(
          "AWS/SQS/ApproximateNumberOfMessagesVisible QueueName="
              + (name + "-" + source + "-dead-letters"));
    }
    for (String throttle : List.of("ReadThrottleEvents", "WriteThrottleEvents")) {
      String metric = "AWS/DynamoDB/" + throttle + " TableName=" + name;
      metrics.add(metric);
      metrics.add(metric + " GlobalSecondaryIndexName=due");
      metrics.add(metric + " GlobalSecondaryIndexName=listing");
      metrics.add(metric + "-relay");
    }
    return metrics;
  }
}
