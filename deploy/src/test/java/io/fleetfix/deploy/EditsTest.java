package io.fleetfix.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Edits of the template that somebody might make, and the check that each must turn red. What
 * {@link EveryPartCountsTest} does as well is left to it, unless another check would notice it,
 * too.
 */
@ExtendWith(DynamoDbLocalExtension.class)
class EditsTest {
  private static final String TEMPLATE = Project.read(Template.FILE);

  /**
   * One text in the place of another.
   *
   * @param reportedBy the name of the check
   */
  private record Edit(String what, String reportedBy, String before, String after) {
    Template made() {
      assertThat(TEMPLATE).contains(before);
      return Template.of(TEMPLATE.replace(before, after));
    }

    @Override
    public String toString() {
      return what;
    }
  }

  static final List<Edit> EDITS =
      List.of(
          new Edit(
              "a fifth rule that no test knows",
              "the template fits into a deployment",
              "  InvoicingRule:\n",
              "  Other: { Type: AWS::Events::Rule, Properties: { Name: other } }\n  InvoicingRule:\n"),
          new Edit(
              "a key that names the role that names the key",
              "the resources form no circle",
              "Principal: { Service: !Sub \"logs.${AWS::Region}.amazonaws.com\" }",
              "Principal: { AWS: !GetAtt PipeRole.Arn }"),
          new Edit(
              "a name that no table can have",
              "parameters refuse what can't be",
              "\"[a-z][a-z0-9-]{2,39}\"",
              "\".*\""),
          new Edit(
              "a setting misspelt",
              "the outputs are the service's settings",
              "SettingMailQueue",
              "SettingMailsQueue"),
          new Edit(
              "another queue than the service asks for",
              "the outputs are the service's settings",
              "QueueName: !Sub ${Name}-mail\n",
              "QueueName: !Sub ${Name}-post\n"),
          new Edit(
              "an attribute renamed",
              "the tables are those that the service works on",
              "dueShard",
              "dueBucket"),
          new Edit(
              "new images only",
              "the tables are those that the service works on",
              "NEW_AND_OLD_IMAGES",
              "NEW_IMAGE"),
          new Edit(
              "a stream on the relay's table",
              "the tables are those that the service works on",
              "TableName: !Sub ${Name}-relay\n",
              """
              TableName: !Sub ${Name}-relay
                    StreamSpecification: { StreamViewType: KEYS_ONLY }
              """),
          new Edit("tables that go with the stack", "what is stored survives", "Retain", "Delete"),
          new Edit(
              "queues in the clear",
              "everything is encrypted",
              "SqsManagedSseEnabled: !If [WithCustomerKey, !Ref AWS::NoValue, true]",
              "SqsManagedSseEnabled: false"),
          new Edit(
              "a key that EventBridge may not use",
              "the key serves who needs it, and nobody else",
              "          - Sid: EventBridge\n            Effect: Allow",
              "          - Sid: EventBridge\n            Effect: Deny"),
          new Edit(
              "retries without end",
              "the Pipe takes everything and gives up in time",
              "MaximumRetryAttempts: 100",
              "MaximumRetryAttempts: -1"),
          new Edit(
              "records older than the stream remembers",
              "the Pipe takes everything and gives up in time",
              "MaximumRecordAgeInSeconds: 82800",
              "MaximumRecordAgeInSeconds: 86400"),
          new Edit(
              "a filter that passes our own marks",
              "the filter passes new events only",
              ",\"OldImage\":{\"pk\":{\"S\":[{\"exists\":false}]}}",
              ""),
          new Edit(
              "a filter that passes every row",
              "the filter passes new events only",
              "\"NewImage\":{\"entityType\":{\"S\":[\"OUTBOX\"]}},",
              ""),
          new Edit(
              "a filter that passes completions only",
              "the filter passes new events only",
              "{\"entityType\":{\"S\":[\"OUTBOX\"]}}",
              "{\"entityType\":{\"S\":[\"OUTBOX\"]},\"eventType\":{\"S\":[\"RepairCompleted\"]}}"),
          new Edit(
              "a filter that passes nothing",
              "the filter passes new events only",
              "[\"OUTBOX\"]",
              "[\"Outbox\"]"),
          new Edit(
              "a filter by the event's name",
              "the filter passes new events only",
              "'{\"dynamodb\":",
              "'{\"eventName\":[\"INSERT\"],\"dynamodb\":"),
          new Edit(
              "a field forgotten",
              "the Pipe sends what the relay sends",
              "            \"source\": \"fleetfix.outbox\",\n",
              ""),
          new Edit(
              "a number's text by the wrong path",
              "the Pipe sends what the relay sends",
              "sequence.N>",
              "sequence.S>"),
          new Edit(
              "a path in quotes",
              "the Pipe sends what the relay sends",
              "<$.dynamodb.NewImage.repairId.S>",
              "\"<$.dynamodb.NewImage.repairId.S>\""),
          new Edit(
              "another detail type",
              "the Pipe sends what the relay sends",
              "DetailType: OutboxEvent",
              "DetailType: Outbox"),
          new Edit(
              "two fields in another order",
              "the Pipe's event is the format's",
              """
                          "eventType": <$.dynamodb.NewImage.eventType.S>,
                          "repairId": <$.dynamodb.NewImage.repairId.S>,
              """,
              """
                          "repairId": <$.dynamodb.NewImage.repairId.S>,
                          "eventType": <$.dynamodb.NewImage.eventType.S>,
              """),
          new Edit(
              "payloads in the log",
              "the Pipe logs errors without payloads",
              "        Level: ERROR\n",
              "        Level: ERROR\n        IncludeExecutionData: [ALL]\n"),
          new Edit(
              "a Pipe that may read the table",
              "the Pipe may what it must, and nothing else",
              "Action: dynamodb:ListStreams",
              "Action: [dynamodb:ListStreams, dynamodb:Scan]"),
          new Edit(
              "a Pipe that may not give up",
              "the Pipe may what it must, and nothing else",
              "Action: sqs:SendMessage\n                Resource: !GetAtt PipeDeadLetters.Arn",
              "Action: sqs:SendMessage\n                Resource: !GetAtt BusDeadLetters.Arn"),
          new Edit(
              "a rule that hears less",
              "the rules are those that are tested",
              "eventType: [RepairCancelled, RepairCompleted]",
              "eventType: [RepairCompleted]"),
          new Edit(
              "mail to the front desk",
              "each event comes to its queues",
              "Arn: !GetAtt MailQueue.Arn",
              "Arn: !GetAtt FrontDeskQueue.Arn"),
          new Edit(
              "receipts of replays",
              "a replay gives no receipts",
              "        replay-name: [{ exists: false }]\n",
              ""),
          new Edit(
              "a target that is tried for an hour",
              "each target is tried for a day, then has dead letters",
              "MaximumEventAgeInSeconds: 86400",
              "MaximumEventAgeInSeconds: 3600"),
          new Edit(
              "an archive of a week",
              "the bus has dead letters and an archive",
              "RetentionDays: 30\n",
              "RetentionDays: 7\n"),
          new Edit(
              "mail given up after 20 receives",
              "messages stay long enough",
              "maxReceiveCount: 100",
              "maxReceiveCount: 20"),
          new Edit(
              "dead letters of 4 days",
              "messages stay long enough",
              "MessageRetentionPeriod: 1209600",
              "MessageRetentionPeriod: 345600"),
          new Edit(
              "dead letters that nobody may send",
              "queues take from their own rule only",
              "            Action: sqs:SendMessage\n"
                  + "            Resource: !GetAtt MailDeadLetters.Arn",
              "            Action: sqs:GetQueueUrl\n"
                  + "            Resource: !GetAtt MailDeadLetters.Arn"),
          new Edit(
              "a queue without TLS",
              "queues speak TLS only",
              "Bool: { aws:SecureTransport: \"false\" }",
              "Bool: { aws:SecureTransport: \"true\" }"),
          new Edit(
              "a policy of an older language",
              "each statement says who, what and where",
              "\"2012-10-17\"",
              "\"2008-10-17\""),
          new Edit(
              "any action on the table",
              "no action and no resource is a wildcard",
              "- dynamodb:PutItem\n                  - dynamodb:ConditionCheckItem\n",
              "- dynamodb:*\n"),
          new Edit(
              "any table",
              "no action and no resource is a wildcard",
              "Action: dynamodb:UpdateItem\n                Resource: !GetAtt Table.Arn",
              "Action: dynamodb:UpdateItem\n                Resource: \"*\""),
          new Edit(
              "a queue that anybody may send to",
              "no action and no resource is a wildcard",
              "            Principal: { Service: events.amazonaws.com }\n"
                  + "            Action: sqs:SendMessage",
              "            Principal: \"*\"\n            Action: sqs:SendMessage"),
          new Edit(
              "a role for every Pipe",
              "roles are taken by whom they are for",
              ":pipe/${Name}-${PipeNumber}\n",
              ":pipe/*\n"),
          new Edit(
              "tasks of every account",
              "roles are taken by whom they are for",
              "              StringEquals: { aws:SourceAccount: !Ref AWS::AccountId }\n"
                  + "              ArnLike: { aws:SourceArn: !Sub \"arn:${AWS::Partition}:ecs:"
                  + "${AWS::Region}:${AWS::AccountId}:*\" }",
              "              StringLike: { aws:SourceAccount: \"*\" }"),
          new Edit(
              "a condition that holds of nothing, too",
              "the service writes in transactions only",
              "ForAnyValue:StringEquals:",
              "ForAllValues:StringEquals:"),
          new Edit(
              "marks on any row",
              "the service writes in transactions only",
              "[\"OUTBOX#*\"]",
              "[\"*\"]"),
          new Edit(
              "a service that may delete",
              "the service writes in transactions only",
              "                  - dynamodb:BatchGetItem\n",
              "                  - dynamodb:BatchGetItem\n                  - dynamodb:DeleteItem\n"),
          new Edit(
              "a call that is not granted",
              "the service may what it calls, and nothing else",
              "                  - sqs:ChangeMessageVisibility\n",
              ""),
          new Edit(
              "a grant that nobody needs",
              "the service may what it calls, and nothing else",
              "Action: events:DescribeEventBus",
              "Action: [events:DescribeEventBus, events:ListRules]"),
          new Edit(
              "dead letters that nobody hears of",
              "somebody hears of every fault",
              "Value: !GetAtt PipeDeadLetters.QueueName",
              "Value: !GetAtt BusDeadLetters.QueueName"),
          new Edit(
              "another name of the age than the service has",
              "somebody hears of every fault",
              "MetricName: OldestPendingAge",
              "MetricName: OldestAge"));

  @ParameterizedTest
  @FieldSource("EDITS")
  void isReported(Edit edit, DynamoDbLocal local) throws Exception {
    Check check = named(edit.reportedBy());

    assertThat(check.problems(Check.stacks(edit.made()), DeployedFacts.in(local))).isNotEmpty();
  }

  @Test
  void everyCheckHasItsEdit() {
    Set<String> shown = EDITS.stream().map(Edit::reportedBy).collect(Collectors.toSet());

    assertThat(Check.ALL).extracting(Check::name).containsExactlyInAnyOrderElementsOf(shown);
  }

  private static Check named(String name) {
    return Check.ALL.stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
  }
}
