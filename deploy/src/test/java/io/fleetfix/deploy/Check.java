package io.fleetfix.deploy;

import java.util.List;
import java.util.Map;

/**
 * A requirement of the template that must hold with any parameters.
 *
 * @param name a sentence
 */
record Check(String name, Rule rule) {

  /** Adds the problems of a stack; none means that the requirement holds. */
  @FunctionalInterface
  interface Rule {
    void check(Stack stack, DeployedFacts facts, Problems problems) throws Exception;
  }

  /** Parameters that together cover every branch of the template. */
  static final List<Map<String, String>> DEPLOYMENTS =
      List.of(
          Map.of(),
          Map.of(
              "Name", "garage",
              "Relay", "embedded",
              "PipeNumber", "7",
              "CustomerKey", "true",
              "AlarmTopic", "arn:aws:sns:eu-central-1:111122223333:pager",
              "Operator", "arn:aws:iam::111122223333:role/operator"));

  static final List<Check> ALL =
      List.of(
          new Check(
              "the template fits CloudFormation's limit and has the expected resources",
              ShapeChecks::fits),
          new Check("the resources have no dependency cycle", ShapeChecks::haveNoCycles),
          new Check("the parameters reject invalid values", ShapeChecks::parametersReject),
          new Check("the outputs match the service's settings", ShapeChecks::outputsAreSettings),
          new Check(
              "the tables match those that the service creates", TableChecks::matchTheService),
          new Check("tables and key outlive the stack", TableChecks::survive),
          new Check("all stored data is encrypted", KeyChecks::everythingIsEncrypted),
          new Check("only the principals that need the key may use it", KeyChecks::serves),
          new Check(
              "the Pipe reads the whole stream and gives up before it expires",
              PipeChecks::readsTheWholeStream),
          new Check("the filter passes new events only", PipeChecks::filter),
          new Check("the Pipe sends the same events as the relay", PipeChecks::sameEvent),
          new Check("the Pipe's events have the configured format", PipeChecks::holdsTheFormat),
          new Check("the Pipe logs errors without payloads", PipeChecks::logs),
          new Check("the Pipe has exactly the permissions that it needs", PipeChecks::permissions),
          new Check("the rules match the subscriptions", RuleChecks::patterns),
          new Check("each event reaches its queues", RuleChecks::routes),
          new Check("a replay produces no receipts", RuleChecks::replay),
          new Check("rules retry for a day, then send dead letters", RuleChecks::targets),
          new Check("the bus has a dead-letter queue and an archive", RuleChecks::bus),
          new Check("the queues keep messages long enough", QueueChecks::retention),
          new Check("queues accept messages from their own rule only", QueueChecks::permissions),
          new Check("queues require TLS", QueueChecks::tls),
          new Check("each policy statement is complete", RoleChecks::wellFormed),
          new Check("no policy allows a wildcard", RoleChecks::noWildcards),
          new Check("only the intended principals may assume a role", RoleChecks::trust),
          new Check("the service writes state in transactions only", RoleChecks::service),
          new Check("the service has exactly the permissions that it needs", RoleChecks::calls),
          new Check("every fault raises an alarm", AlarmChecks::coverEveryFault));

  /**
   * The template's stacks, one for each set of parameters.
   *
   * @throws Stack.Unresolvable if it can't be deployed at all
   */
  static List<Stack> stacks(Template template) {
    return DEPLOYMENTS.stream().map(parameters -> Stack.of(template, parameters)).toList();
  }

  /** The problems of all stacks. An exception of a check counts as a problem too. */
  List<String> problems(List<Stack> stacks, DeployedFacts facts) {
    Problems problems = new Problems();
    for (Stack stack : stacks) {
      try {
        rule.check(stack, facts, problems);
      } catch (Exception failure) {
        problems.unless(false, String.valueOf(failure.getMessage()));
      }
    }
    return problems.found();
  }

  @Override
  public String toString() {
    return name;
  }
}
