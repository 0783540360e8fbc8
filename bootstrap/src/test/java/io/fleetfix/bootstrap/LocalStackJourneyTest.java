package io.fleetfix.bootstrap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.adapter.dynamodb.DynamoDbConnection;
import io.fleetfix.adapter.dynamodb.WorkshopTable;
import io.fleetfix.adapter.eventbridge.EventBridgeConnection;
import io.fleetfix.adapter.sqs.SqsConnection;
import io.fleetfix.application.outbox.BusRule;
import io.fleetfix.support.localaws.LocalMail;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.testcontainers.containers.localstack.LocalStackContainer;
import org.testcontainers.containers.localstack.LocalStackContainer.EnabledService;
import org.testcontainers.containers.localstack.LocalStackContainer.Service;
import org.testcontainers.images.PullPolicy;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The same journey over LocalStack's store, bus and queues, where there is Docker; skipped where
 * there is none. {@code -Dfleetfix.localstack.image} takes another image, {@code
 * -Dfleetfix.localstack.pull=always} pulls it anew.
 */
@Testcontainers(disabledWithoutDocker = true)
@TestInstance(Lifecycle.PER_CLASS)
class LocalStackJourneyTest implements CompleteRepairJourney {
  @Container
  private static final LocalStackContainer AWS =
      new LocalStackContainer(
              DockerImageName.parse(
                      System.getProperty(
                          "fleetfix.localstack.image", "localstack/localstack:4.14.0"))
                  .asCompatibleSubstituteFor("localstack/localstack"))
          .withServices(Service.DYNAMODB, Service.SQS, EnabledService.named("events"))
          .withImagePullPolicy(
              System.getProperty("fleetfix.localstack.pull", "missing").equals("always")
                  ? PullPolicy.alwaysPull()
                  : PullPolicy.defaultPolicy());

  @SuppressWarnings("NullAway.Init")
  private RunningWorkshop running;

  @SuppressWarnings("NullAway.Init")
  private LocalMail mail;

  @BeforeAll
  void start() throws Exception {
    mail = LocalMail.start();
    Region region = Region.of(AWS.getRegion());
    StaticCredentialsProvider credentials =
        StaticCredentialsProvider.create(
            AwsBasicCredentials.create(AWS.getAccessKey(), AWS.getSecretKey()));
    AwsConnections connections =
        new AwsConnections(
            DynamoDbConnection.to(AWS.getEndpoint(), region, credentials),
            EventBridgeConnection.to(AWS.getEndpoint(), region, credentials),
            SqsConnection.to(AWS.getEndpoint(), region, credentials));
    WorkshopConfig config =
        WorkshopConfig.of(
            Map.of(
                "FLEETFIX_HTTP_PORT", "0",
                "FLEETFIX_RELAY", "embedded",
                "FLEETFIX_SMTP_URL", mail.smtp().toString(),
                "FLEETFIX_MAIL_FROM", "garage@example.com"));
    new WorkshopTable(config.names().table()).createIfMissing(connections.dynamoDb().tables());
    deploy(connections, config.names());
    running = RunningWorkshop.start(Wiring.aws(config, connections));
  }

  /** Bus, rules and queues, as the template makes them on AWS. */
  private static void deploy(AwsConnections aws, AwsNames names) throws Exception {
    JsonNode patterns = new ObjectMapper().readTree(BusRule.patterns());
    aws.events().events().createEventBus(create -> create.name(names.eventBus()));
    for (Map.Entry<BusRule, String> queue : names.queues().entrySet()) {
      String rule = queue.getKey().ruleName();
      String url =
          aws.queues()
              .client()
              .createQueue(create -> create.queueName(queue.getValue()))
              .queueUrl();
      String arn =
          aws.queues()
              .client()
              .getQueueAttributes(
                  get -> get.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
              .attributes()
              .get(QueueAttributeName.QUEUE_ARN);
      aws.events()
          .events()
          .putRule(
              put ->
                  put.eventBusName(names.eventBus())
                      .name(rule)
                      .eventPattern(patterns.required(rule).toString()));
      aws.events()
          .events()
          .putTargets(
              put ->
                  put.eventBusName(names.eventBus())
                      .rule(rule)
                      .targets(Target.builder().id(rule).arn(arn).build()));
    }
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (running != null) {
      running.stop();
    }
    if (mail != null) {
      mail.close();
    }
  }

  @Override
  public List<String> mailed() {
    return mail.mails().stream().map(arrived -> arrived.repairId().value()).toList();
  }

  @Override
  public WorkshopClient workshop() {
    return new WorkshopClient(running.port());
  }
}
