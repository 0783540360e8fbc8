package io.fleetfix.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.deploy.Stack.Resource;
import io.fleetfix.outbox.subscription.Subscription;
import io.fleetfix.testing.fixture.Golden;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.event.ruler.Machine;
import software.amazon.event.ruler.RuleCompiler;

/** Checks of the bus, its rules and their targets. */
final class RuleChecks {
  static final String RULE = "AWS::Events::Rule";

  private static final ObjectMapper JSON = new ObjectMapper();

  private RuleChecks() {}

  /** Each subscription has a rule with exactly the pattern by which the other buses route. */
  static void patterns(Stack stack, DeployedFacts facts, Problems problems) throws Exception {
    Map<String, JsonNode> deployed = new HashMap<>();
    for (Resource rule : stack.all(RULE)) {
      deployed.put(rule.text("/Name"), rule.at("/EventPattern"));
      problems.unlessEqual("ENABLED", rule.text("/State"), rule.id());
      problems.unlessEqual(stack.parameter("Name"), rule.text("/EventBusName"), rule.id());
      problems.unless(
          RuleCompiler.check(rule.at("/EventPattern").toString()) == null,
          rule.id() + " has an invalid pattern");
    }
    Map<String, JsonNode> tested = new HashMap<>();
    for (Subscription each : facts.subscriptions()) {
      tested.put(each.rule(), JSON.valueToTree(each.pattern(facts.format())));
    }
    problems.unlessEqual(tested, deployed, "The rules");
  }

  /** By the rules' patterns, each event reaches the queues of the subscriptions for its type. */
  static void routes(Stack stack, DeployedFacts facts, Problems problems) throws Exception {
    for (Golden golden : events(facts)) {
      ObjectNode event = onTheBus(golden);
      Set<String> expected = queues(stack, facts.subscriptions(), event);
      problems.unlessEqual(expected, targets(stack, event), golden + " goes to");
      event.put("source", "another.source");
      problems.unlessEqual(Set.of(), targets(stack, event), "An event of another source goes to");
    }
  }

  /** A replay proves no delivery. Receipts are excluded here by name, not by their subscription. */
  static void replay(Stack stack, DeployedFacts facts, Problems problems) throws Exception {
    List<Subscription> subscriptions =
        facts.subscriptions().stream()
            .filter(each -> !each.rule().equals(WorkshopOutbox.RECEIPTS.rule()))
            .toList();
    for (Golden golden : events(facts)) {
      ObjectNode event = onTheBus(golden);
      event.put("replay-name", "last-week");
      Set<String> expected = queues(stack, subscriptions, event);
      problems.unlessEqual(expected, targets(stack, event), golden + " replayed goes to");
    }
  }

  /** All events, as {@link TemplateScenarioTest} ensures. */
  private static Set<Golden> events(DeployedFacts facts) {
    return facts.steps().stream()
        .flatMap(step -> step.events().stream())
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Golden.class)));
  }

  /** The queues of the subscriptions whose types include the event's, regardless of patterns. */
  private static Set<String> queues(Stack stack, List<Subscription> subscriptions, JsonNode event) {
    String type = event.at("/detail/eventType").asText();
    return subscriptions.stream()
        .filter(each -> each.types().contain(type))
        .map(each -> queueArn(stack, each.rule()))
        .collect(Collectors.toSet());
  }

  /** The envelope that EventBridge puts around an event. */
  private static ObjectNode onTheBus(Golden golden) throws Exception {
    ObjectNode event = JSON.createObjectNode();
    event.put("version", "0").put("id", "6a7e8feb-b491-4cf7-a9f1-bf3703467718");
    event.put("account", Stack.ACCOUNT).put("region", Stack.REGION);
    event.put("time", "2025-11-12T14:00:01Z").putArray("resources");
    event.setAll((ObjectNode) JSON.readTree(golden.json()));
    return event;
  }

  private static Set<String> targets(Stack stack, JsonNode event) throws Exception {
    Machine rules = Machine.builder().build();
    Map<String, List<String>> targets = new HashMap<>();
    for (Resource rule : stack.all(RULE)) {
      rules.addRule(rule.id(), rule.at("/EventPattern").toString());
      List<String> arns = new ArrayList<>();
      rule.at("/Targets").forEach(target -> arns.add(target.path("Arn").asText()));
      targets.put(rule.id(), arns);
    }
    Set<String> reached = new HashSet<>();
    for (String rule : rules.rulesForJSONEvent(event.toString())) {
      reached.addAll(targets.getOrDefault(rule, List.of()));
    }
    return reached;
  }

  static String queueArn(Stack stack, String name) {
    String queue = stack.parameter("Name") + "-" + name;
    return "arn:aws:sqs:" + Stack.REGION + ":" + Stack.ACCOUNT + ":" + queue;
  }

  /** An event that can't be delivered for a day goes to the queue's dead-letter queue. */
  static void targets(Stack stack, DeployedFacts facts, Problems problems) {
    for (Resource rule : stack.all(RULE)) {
      JsonNode targets = rule.at("/Targets");
      problems.unlessEqual(1, targets.size(), rule.id() + "'s targets");
      JsonNode target = targets.path(0);
      problems.unless(target.path("Id").isTextual(), rule.id() + "'s target has no id");
      problems.unless(
          target.path("InputPath").isMissingNode(), rule.id() + " sends only a part of the event");
      problems.unlessEqual(
          queueArn(stack, rule.text("/Name")), target.path("Arn").asText(), rule.id());
      problems.unlessEqual(
          queueArn(stack, rule.text("/Name") + "-dead-letters"),
          target.at("/DeadLetterConfig/Arn").asText(),
          rule.id());
      problems.unlessEqual(
          185, target.at("/RetryPolicy/MaximumRetryAttempts").asInt(), rule.id() + "'s retries");
      problems.unlessEqual(
          86_400, target.at("/RetryPolicy/MaximumEventAgeInSeconds").asInt(), rule.id() + "'s age");
    }
  }

  static void bus(Stack stack, DeployedFacts facts, Problems problems) {
    Resource bus = stack.resource("Bus");
    problems.unlessEqual(stack.parameter("Name"), bus.text("/Name"), "The bus's name");
    problems.unlessEqual(
        stack.arn("BusDeadLetters"), bus.text("/DeadLetterConfig/Arn"), "The bus's dead letters");
    Resource archive = stack.resource("Archive");
    problems.unlessEqual(
        stack.parameter("Name"), archive.text("/ArchiveName"), "The archive's name");
    problems.unlessEqual(stack.arn("Bus"), archive.text("/SourceArn"), "The archive's bus");
    problems.unlessEqual(
        30, archive.at("/RetentionDays").asInt(), "The archive's retention, in days");
    problems.unless(
        archive.at("/EventPattern").isMissingNode(), "The archive does not keep all events");
  }
}
