package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.bootstrap.wiring.AwsConnections;
import io.fleetfix.bootstrap.wiring.Wiring;
import io.fleetfix.localaws.LocalAws;
import io.fleetfix.localmail.LocalMail;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Store, bus and queues in separate processes, over AWS's protocols. */
@TestInstance(Lifecycle.PER_CLASS)
class LocalJourneyTest implements CompleteRepairJourney, ShownMailJourney {
  @SuppressWarnings("NullAway.Init")
  private LocalAws local;

  @SuppressWarnings("NullAway.Init")
  private LocalMail mail;

  @SuppressWarnings("NullAway.Init")
  private RunningWorkshop running;

  @BeforeAll
  void start(@TempDir Path folder) {
    WorkshopConfig config =
        WorkshopConfig.of(
            Map.of("FLEETFIX_HTTP_PORT", "0", "FLEETFIX_LOCAL_DATA", folder.toString()));
    local = LocalCommand.start(config);
    mail = LocalMail.start();
    AwsConnections connections = AwsConnections.to(local);
    new OutboxTable(config.names().table()).createIfMissing(connections.dynamoDb().tables());
    running = RunningWorkshop.start(Wiring.local(config, connections, mail));
  }

  @AfterAll
  void stop() throws InterruptedException {
    running.stop();
    mail.close();
    local.close();
  }

  @Override
  public WorkshopClient workshop() {
    return new WorkshopClient(running.port());
  }

  @Test
  void metricsCoverRelayAndQueues() throws Exception {
    workshop().complete(workshop().open());

    eventually(
        () ->
            assertThat(workshop().text("/metrics"))
                .contains("relay_lease_held 1.0")
                .contains("relay_shards_failing 0.0")
                .containsPattern("relay_checkpoint_age_seconds [0-9.E-]+\n")
                .containsPattern(
                    "consumer_messages_total\\{outcome=\"handled\",queue=\"receipts\"\\} [1-9]"));
  }

  @Test
  void metricsCoverTheCallsToAws() throws Exception {
    workshop().complete(workshop().open());

    for (String call :
        List.of(
            "operation=\"TransactWriteItems\",outcome=\"success\",service=\"DynamoDB\"",
            "operation=\"GetRecords\",outcome=\"success\",service=\"DynamoDB Streams\"",
            "operation=\"PutEvents\",outcome=\"success\",service=\"EventBridge\"",
            "operation=\"ReceiveMessage\",outcome=\"success\",service=\"SQS\"")) {
      eventually(
          () ->
              assertThat(workshop().text("/metrics"))
                  .containsPattern("aws_calls_seconds_count\\{" + call + "\\} [1-9]")
                  .containsPattern("aws_calls_seconds_sum\\{" + call + "\\} [0-9.E-]*[1-9]"));
    }
  }
}
