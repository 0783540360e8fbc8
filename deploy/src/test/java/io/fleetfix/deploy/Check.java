package io.fleetfix.deploy;

import java.util.List;
import java.util.Map;

/**
 * Something that must hold of the template, whatever its parameters.
 *
 * @param name said as a sentence
 */
record Check(String name, Rule rule) {

  /** Looks at a stack; nothing found means that all is well. */
  @FunctionalInterface
  interface Rule {
    void look(Stack stack, DeployedFacts truth, Problems problems) throws Exception;
  }

  /** Parameters that between them use every branch of the template. */
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
          new Check("the template fits into a deployment", ShapeChecks::fits),
          new Check("the resources form no circle", ShapeChecks::formNoCircle),
          new Check("parameters refuse what can't be", ShapeChecks::parametersRefuse),
          new Check("the outputs are the service's settings", ShapeChecks::outputsAreSettings),
          new Check("the tables are those that the service works on", TableChecks::areTheServices),
          new Check("what is stored survives", TableChecks::survive),
          new Check("everything is encrypted", KeyChecks::everythingIsEncrypted),
          new Check("the key serves who needs it, and nobody else", KeyChecks::serves),
          new Check("the Pipe takes everything and gives up in time", PipeChecks::takesAll),
          new Check("the filter passes new events only", PipeChecks::filter),
          new Check("the Pipe sends what the relay sends", PipeChecks::sameEvent),
          new Check("the Pipe's event is the format's", PipeChecks::holdsTheFormat),
          new Check("the Pipe logs errors without payloads", PipeChecks::logs),
          new Check("the Pipe may what it must, and nothing else", PipeChecks::permissions),
          new Check("the rules are those that are tested", RuleChecks::patterns),
          new Check("each event comes to its queues", RuleChecks::routes),
          new Check("a replay gives no receipts", RuleChecks::replay),
          new Check("each target is tried for a day, then has dead letters", RuleChecks::targets),
          new Check("the bus has dead letters and an archive", RuleChecks::bus),
          new Check("messages stay long enough", QueueChecks::retention),
          new Check("queues take from their own rule only", QueueChecks::permissions),
          new Check("queues speak TLS only", QueueChecks::tls),
          new Check("each statement says who, what and where", RoleChecks::wellFormed),
          new Check("no action and no resource is a wildcard", RoleChecks::noWildcards),
          new Check("roles are taken by whom they are for", RoleChecks::trust),
          new Check("the service writes in transactions only", RoleChecks::service),
          new Check("the service may what it calls, and nothing else", RoleChecks::calls),
          new Check("somebody hears of every fault", AlarmChecks::hears));

  /**
   * What a template makes, with each choice of parameters.
   *
   * @throws Stack.Unresolvable if it can't be deployed at all
   */
  static List<Stack> stacks(Template template) {
    return DEPLOYMENTS.stream().map(parameters -> Stack.of(template, parameters)).toList();
  }

  /**
   * What is wrong in one of the stacks or in all; that a check can't even look is a problem too.
   */
  List<String> problems(List<Stack> stacks, DeployedFacts truth) {
    Problems problems = new Problems();
    for (Stack stack : stacks) {
      try {
        rule.look(stack, truth, problems);
      } catch (Exception wrong) {
        problems.unless(false, String.valueOf(wrong.getMessage()));
      }
    }
    return problems.found();
  }

  @Override
  public String toString() {
    return name;
  }
}
