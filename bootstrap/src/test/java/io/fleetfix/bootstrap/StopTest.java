package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.bootstrap.config.AwsNames;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.localaws.LocalAws;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbLeadership;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbReconcileMemory;
import io.fleetfix.outbox.dynamodb.relaytable.Lease;
import io.fleetfix.outbox.dynamodb.relaytable.RelayRows;
import io.fleetfix.outbox.dynamodb.relaytable.SdkRelayRows;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory;
import io.fleetfix.testing.localaws.LossyProxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM to a service of its own process. */
class StopTest {
  /** ECS and Kubernetes kill a container that has not ended after this time. */
  private static final Duration KILLED_AFTER = Duration.ofSeconds(30);

  /** As {@code 128 + SIGTERM}. */
  private static final int TERMINATED = 143;

  private static final Duration LEASE = Duration.ofMinutes(2);

  private final AwsNames names = WorkshopConfig.of(Map.of()).names();
  private final OutboxTable table = new OutboxTable(names.table());

  /** The first round goes through 29 days, with several calls each, of which each takes a while. */
  @Test
  void aStopInTheMiddleOfAComparisonOverASlowTableEndsInTimeAndReturnsTheTurns(@TempDir Path folder)
      throws Exception {
    Path log = folder.resolve("log");
    try (LocalAws local =
            LocalAws.start(folder.resolve("data"), names.eventBus(), LocalRules.of(names));
        LossyProxy proxy = new LossyProxy(local.dynamoDb());
        DynamoDbConnection direct =
            DynamoDbConnection.to(local.dynamoDb(), LocalAws.REGION, local.credentials())) {
      table.createIfMissing(direct.tables());
      Map<String, String> settings = new HashMap<>(FleetFixProcess.settingsFor(local));
      settings.put("AWS_ENDPOINT_URL_DYNAMODB", proxy.endpoint().toString());
      proxy.delay(Duration.ofMillis(150));
      FleetFixProcess service = FleetFixProcess.start("aws", settings, log);
      ReconcileMemory memory = DynamoDbReconcileMemory.of(direct, table);
      eventually(() -> assertThat(memory.latest().upTo()).as("in the middle").isNotNull());

      Process process = service.process();
      process.toHandle().destroy();

      assertThat(process.waitFor(KILLED_AFTER.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(TERMINATED);
      assertThat(Files.readString(log, StandardCharsets.UTF_8))
          .contains("Stopped")
          .doesNotContain("did not end in time");
      assertThat(isFree(direct, DynamoDbLeadership.RECONCILER)).isTrue();
      assertThat(isFree(direct, DynamoDbLeadership.SWEEPER)).isTrue();
      RelayRows rows = new SdkRelayRows(direct.tables(), table.relayName());
      assertThat(new Lease(rows, Lease.READER, "next", LEASE, System::nanoTime).keep()).isTrue();
    }
  }

  /** Whether another instance gets the turn at its first look, without waiting for the lease. */
  private boolean isFree(DynamoDbConnection direct, String work) {
    try (DynamoDbLeadership next =
        DynamoDbLeadership.of(direct, table, work, LEASE, System::nanoTime)) {
      return next.isMine();
    }
  }
}
