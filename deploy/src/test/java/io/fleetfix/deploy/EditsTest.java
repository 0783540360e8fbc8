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
 * Plausible wrong edits of the template, each with the check that must report it. It leaves out
 * edits that {@link EveryPartCountsTest} makes, unless a particular check must report them.
 */
@ExtendWith(DynamoDbLocalExtension.class)
class EditsTest {
  private static final String TEMPLATE = Project.read(Template.FILE);

  /**
   * Replaces one text by another.
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
              "an additional rule",
              "the template fits CloudFormation's limit and has the expected resources",
              "  InvoicingRule:\n",
              """
                Other: { Type: AWS::Events::Rule, Properties: { Name: other } }
                InvoicingRule:
              """),
          new Edit(
              "a cycle between key and role",
              "the resources have no dependency cycle",
              "Principal: { Service: !Sub \"logs.${AWS::Region}.amazonaws.com\" }",
              "Principal: { AWS: !GetAtt PipeRole.Arn }"),
          new Edit(
              "a name that is invalid for a table",
              "the parameters reject invalid values",
              "\"[a-z][a-z0-9-]{2,39}\"",
              "\".*\""),
          new Edit(
              "a misspelt setting",
              "the outputs match the service's settings",
              "SettingMailQueue",
              "SettingMailsQueue"),
          new Edit(
              "a queue name other than the service's",
              "the outputs match the service's settings",
              "QueueName: !Sub ${Name}-mail\n",
              "QueueName: !Sub ${Name}-post\n"),
          new Edit(
              "a renamed attribute",
              "the tables match those that the service creates",
              "dueShard",
              "dueBucket"),
          new Edit(
              "a stream without old images",
              "the tables match those that the service creates",
              "NEW_AND_OLD_IMAGES",
              "NEW_IMAGE"),
          new Edit(
              "a stream on the relay table",
              "the tables match those that the service creates",
              "TableName: !Sub ${Name}-relay\n",
              """
              TableName: !Sub ${Name}-relay
                    StreamSpecification: { StreamViewType: KEYS_ONLY }
              """),
          new Edit(
              "tables that are deleted with the stack",
              "tables and key outlive the stack",
              "Retain",
              "Delete"),
          new Edit(
              "unencrypted queues",
              "all stored data is encrypted",
              "SqsManagedSseEnabled: !If [WithCustomerKey, !Ref AWS::NoValue, true]",
              "SqsManagedSseEnabled: false"),
          new Edit(
              "a key that EventBridge may not use",
              "only the principals that need the key may use it",
              "          - Sid: EventBridge\n            Effect: Allow",
              "          - Sid: EventBridge\n            Effect: Deny"),
          new Edit(
              "unlimited retries",
              "the Pipe reads the whole stream and gives up before it expires",
              "MaximumRetryAttempts: 100",
              "MaximumRetryAttempts: -1"),
          new Edit(
              "a record age equal to the stream's retention",
              "the Pipe reads the whole stream and gives up before it expires",
              "MaximumRecordAgeInSeconds: 82800",
              "MaximumRecordAgeInSeconds: 86400"),
          new Edit(
              "a filter that passes updates of outbox rows",
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
              "a filter that requires the event name",
              "the filter passes new events only",
              "'{\"dynamodb\":",
              "'{\"eventName\":[\"INSERT\"],\"dynamodb\":"),
          new Edit(
              "a missing field",
              "the Pipe sends the same events as the relay",
              "            \"source\": \"fleetfix.outbox\",\n",
              ""),
          new Edit(
              "a number read as a string",
              "the Pipe sends the same events as the relay",
              "sequence.N>",
              "sequence.S>"),
          new Edit(
              "a path in quotes",
              "the Pipe sends the same events as the relay",
              "<$.dynamodb.NewImage.repairId.S>",
              "\"<$.dynamodb.NewImage.repairId.S>\""),
          new Edit(
              "another detail type",
              "the Pipe sends the same events as the relay",
              "DetailType: OutboxEvent",
              "DetailType: Outbox"),
          new Edit(
              "two fields in the wrong order",
              "the Pipe's events have the configured format",
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
              "the Pipe has exactly the permissions that it needs",
              "Action: dynamodb:ListStreams",
              "Action: [dynamodb:ListStreams, dynamodb:Scan]"),
          new Edit(
              "a Pipe that may not send dead letters",
              "the Pipe has exactly the permissions that it needs",
              "Action: sqs:SendMessage\n                Resource: !GetAtt PipeDeadLetters.Arn",
              "Action: sqs:SendMessage\n                Resource: !GetAtt BusDeadLetters.Arn"),
          new Edit(
              "a rule with fewer event types",
              "the rules match the subscriptions",
              "eventType: [RepairCancelled, RepairCompleted]",
              "eventType: [RepairCompleted]"),
          new Edit(
              "mail events sent to the front desk",
              "each event reaches its queues",
              "Arn: !GetAtt MailQueue.Arn",
              "Arn: !GetAtt FrontDeskQueue.Arn"),
          new Edit(
              "receipts for replayed events",
              "a replay produces no receipts",
              "        replay-name: [{ exists: false }]\n",
              ""),
          new Edit(
              "retries for only an hour",
              "rules retry for a day, then send dead letters",
              "MaximumEventAgeInSeconds: 86400",
              "MaximumEventAgeInSeconds: 3600"),
          new Edit(
              "an archive with one week's retention",
              "the bus has a dead-letter queue and an archive",
              "RetentionDays: 30\n",
              "RetentionDays: 7\n"),
          new Edit(
              "mail abandoned after 20 receives",
              "the queues keep messages long enough",
              "maxReceiveCount: 300",
              "maxReceiveCount: 20"),
          new Edit(
              "dead letters kept for 4 days only",
              "the queues keep messages long enough",
              "MessageRetentionPeriod: 1209600",
              "MessageRetentionPeriod: 345600"),
          new Edit(
              "a dead-letter queue that its rule may not send to",
              "queues accept messages from their own rule only",
              "            Action: sqs:SendMessage\n"
                  + "            Resource: !GetAtt MailDeadLetters.Arn",
              "            Action: sqs:GetQueueUrl\n"
                  + "            Resource: !GetAtt MailDeadLetters.Arn"),
          new Edit(
              "a queue without TLS",
              "queues require TLS",
              "Bool: { aws:SecureTransport: \"false\" }",
              "Bool: { aws:SecureTransport: \"true\" }"),
          new Edit(
              "an older policy language version",
              "each policy statement is complete",
              "\"2012-10-17\"",
              "\"2008-10-17\""),
          new Edit(
              "a wildcard action on the table",
              "no policy allows a wildcard",
              "- dynamodb:PutItem\n                  - dynamodb:ConditionCheckItem\n",
              "- dynamodb:*\n"),
          new Edit(
              "a wildcard resource",
              "no policy allows a wildcard",
              "Action: dynamodb:UpdateItem\n                Resource: !GetAtt Table.Arn",
              "Action: dynamodb:UpdateItem\n                Resource: \"*\""),
          new Edit(
              "a queue open to every principal",
              "no policy allows a wildcard",
              "            Principal: { Service: events.amazonaws.com }\n"
                  + "            Action: sqs:SendMessage",
              "            Principal: \"*\"\n            Action: sqs:SendMessage"),
          new Edit(
              "a role that every Pipe may assume",
              "only the intended principals may assume a role",
              ":pipe/${Name}-${PipeNumber}\n",
              ":pipe/*\n"),
          new Edit(
              "a role that tasks of every account may assume",
              "only the intended principals may assume a role",
              "              StringEquals: { aws:SourceAccount: !Ref AWS::AccountId }\n"
                  + "              ArnLike: { aws:SourceArn: !Sub \"arn:${AWS::Partition}:ecs:"
                  + "${AWS::Region}:${AWS::AccountId}:*\" }",
              "              StringLike: { aws:SourceAccount: \"*\" }"),
          new Edit(
              "a condition that also matches an absent key",
              "the service writes state in transactions only",
              "ForAnyValue:StringEquals:",
              "ForAllValues:StringEquals:"),
          new Edit(
              "updates of any row allowed",
              "the service writes state in transactions only",
              "[\"OUTBOX#*\"]",
              "[\"*\"]"),
          new Edit(
              "a service that may delete",
              "the service writes state in transactions only",
              "                  - dynamodb:BatchGetItem\n",
              """
                                - dynamodb:BatchGetItem
                                - dynamodb:DeleteItem
              """),
          new Edit(
              "a service that may send to dead letters",
              "the service writes state in transactions only",
              """
                                - !GetAtt ReceiptsQueue.Arn
                            - Sid: ReadTheDeadLetters
              """,
              """
                                - !GetAtt ReceiptsQueue.Arn
                                - !GetAtt MailDeadLetters.Arn
                            - Sid: ReadTheDeadLetters
              """),
          new Edit(
              "a service that may read the Pipe's dead letters",
              "the service writes state in transactions only",
              "                  - !GetAtt ReceiptsDeadLetters.Arn\n              - !If\n",
              """
                                - !GetAtt ReceiptsDeadLetters.Arn
                                - !GetAtt PipeDeadLetters.Arn
                            - !If
              """),
          new Edit(
              "dead letters that can't be sent back to their queue",
              "the service writes state in transactions only",
              """
                                - !GetAtt MailQueue.Arn
                                - !GetAtt ReceiptsQueue.Arn
                            - Sid: ReadTheDeadLetters
              """,
              """
                                - !GetAtt ReceiptsQueue.Arn
                            - Sid: ReadTheDeadLetters
              """),
          new Edit(
              "dead letters that can't be removed after they were sent",
              "the service writes state in transactions only",
              """
                                - sqs:DeleteMessage
                              Resource:
                                - !GetAtt InvoicingDeadLetters.Arn
              """,
              "                Resource:\n                  - !GetAtt InvoicingDeadLetters.Arn\n"),
          new Edit(
              "a missing permission",
              "the service has exactly the permissions that it needs",
              "                  - sqs:ChangeMessageVisibility\n",
              ""),
          new Edit(
              "an unused permission",
              "the service has exactly the permissions that it needs",
              "Action: events:DescribeEventBus",
              "Action: [events:DescribeEventBus, events:ListRules]"),
          new Edit(
              "a dead-letter queue without an alarm",
              "every fault raises an alarm",
              "Value: !GetAtt PipeDeadLetters.QueueName",
              "Value: !GetAtt BusDeadLetters.QueueName"),
          new Edit(
              "an alarm on a metric that the service does not log",
              "every fault raises an alarm",
              "MetricName: OldestPendingAge",
              "MetricName: OldestAge"),
          new Edit(
              "no alarm on quarantined events",
              "every fault raises an alarm",
              "MetricName: Quarantined",
              "MetricName: OldestPendingAge"),
          new Edit(
              "no alarm on mismatches",
              "every fault raises an alarm",
              "MetricName: Mismatches",
              "MetricName: Quarantined"));

  @ParameterizedTest
  @FieldSource("EDITS")
  void editIsReportedByItsCheck(Edit edit, DynamoDbLocal local) throws Exception {
    Check check = named(edit.reportedBy());

    assertThat(check.problems(Check.stacks(edit.made()), DeployedFacts.in(local))).isNotEmpty();
  }

  @Test
  void everyCheckHasAnEdit() {
    Set<String> shown = EDITS.stream().map(Edit::reportedBy).collect(Collectors.toSet());

    assertThat(Check.ALL).extracting(Check::name).containsExactlyInAnyOrderElementsOf(shown);
  }

  private static Check named(String name) {
    return Check.ALL.stream().filter(check -> check.name().equals(name)).findFirst().orElseThrow();
  }
}
