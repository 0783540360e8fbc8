package io.fleetfix.bootstrap;

import io.fleetfix.adapter.eventbridge.EventBridgeConnection;
import io.fleetfix.adapter.sqs.SqsConnection;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.metrics.AwsMeters;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.bootstrap.wiring.AwsConnections;
import io.fleetfix.bootstrap.wiring.Wiring;
import io.fleetfix.localmail.LocalMail;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.support.localstack.BusDeployment;
import io.fleetfix.support.localstack.LocalStack;
import io.fleetfix.support.localstack.LocalStackExtension;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The same journey on LocalStack's store, bus and queues. Skipped without Docker. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class LocalStackJourneyTest implements CompleteRepairJourney {
  private final RunningWorkshop running;

  private final LocalMail mail = LocalMail.start();

  LocalStackJourneyTest(LocalStack localStack) {
    URI endpoint = localStack.endpoint();
    Region region = localStack.region();
    AwsCredentialsProvider credentials = localStack.credentials();
    AwsConnections connections =
        new AwsConnections(
            DynamoDbConnection.to(endpoint, region, credentials),
            EventBridgeConnection.to(endpoint, region, credentials),
            SqsConnection.to(endpoint, region, credentials),
            new AwsMeters());
    WorkshopConfig config =
        WorkshopConfig.of(
            Map.of(
                "FLEETFIX_HTTP_PORT", "0",
                "FLEETFIX_RELAY", "embedded",
                "FLEETFIX_SMTP_URL", mail.smtp().toString(),
                "FLEETFIX_MAIL_FROM", "garage@example.com"));
    new OutboxTable(config.names().table()).createIfMissing(connections.dynamoDb().tables());
    new BusDeployment(
            connections.events().events(), connections.queues().client(), WorkshopOutbox.FORMAT)
        .deploy(config.names().eventBus(), config.names().queues());
    running = RunningWorkshop.start(Wiring.aws(config, connections));
  }

  @AfterAll
  void stop() throws InterruptedException {
    running.stop();
    mail.close();
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
