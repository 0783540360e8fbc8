package io.fleetfix.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.deploy.Stack.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The policies of a stack. */
record Policies(Stack stack) {

  /** The statements that allow principals to assume a role. */
  List<Statement> trustOf(String role) {
    return Statement.of(role, stack.resource(role).at("/AssumeRolePolicyDocument"));
  }

  /** The permissions of a role. */
  List<Statement> of(String role) {
    List<Statement> statements = new ArrayList<>();
    for (JsonNode policy : stack.resource(role).at("/Policies")) {
      statements.addAll(Statement.of(role, policy.path("PolicyDocument")));
    }
    return statements;
  }

  /** The statements about a queue, from all policies that name it. */
  List<Statement> about(Resource queue) {
    String url = queueUrl(queue);
    List<Statement> statements = new ArrayList<>();
    for (Resource policy : stack.all("AWS::SQS::QueuePolicy")) {
      for (JsonNode name : policy.at("/Queues")) {
        if (name.asText().equals(url)) {
          statements.addAll(Statement.of(policy.id(), policy.at("/PolicyDocument")));
        }
      }
    }
    return statements;
  }

  List<Statement> aboutTheKey() {
    return stack.all("AWS::KMS::Key").stream()
        .flatMap(key -> Statement.of(key.id(), key.at("/KeyPolicy")).stream())
        .toList();
  }

  List<Statement> all() {
    Stream<Statement> ofRoles =
        stack.all("AWS::IAM::Role").stream()
            .flatMap(role -> Stream.concat(trustOf(role.id()).stream(), of(role.id()).stream()));
    Stream<Statement> ofQueues =
        stack.all("AWS::SQS::QueuePolicy").stream()
            .flatMap(policy -> Statement.of(policy.id(), policy.at("/PolicyDocument")).stream());
    return Stream.of(ofRoles, ofQueues, aboutTheKey().stream()).flatMap(each -> each).toList();
  }

  /** The language version of each policy. Policy variables require the current one. */
  List<String> versions() {
    List<String> versions = new ArrayList<>();
    for (Resource role : stack.all("AWS::IAM::Role")) {
      versions.add(role.text("/AssumeRolePolicyDocument/Version"));
      role.at("/Policies").forEach(p -> versions.add(p.at("/PolicyDocument/Version").asText()));
    }
    stack
        .all("AWS::SQS::QueuePolicy")
        .forEach(p -> versions.add(p.text("/PolicyDocument/Version")));
    stack.all("AWS::KMS::Key").forEach(key -> versions.add(key.text("/KeyPolicy/Version")));
    return versions;
  }

  private static String queueUrl(Resource queue) {
    return "https://sqs."
        + Stack.REGION
        + ".amazonaws.com/"
        + Stack.ACCOUNT
        + "/"
        + queue.text("/QueueName");
  }
}
