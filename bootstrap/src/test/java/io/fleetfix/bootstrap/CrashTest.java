package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.dynamodb.DynamoDbInvoices;
import io.fleetfix.adapter.dynamodb.DynamoDbNotices;
import io.fleetfix.adapter.dynamodb.DynamoDbRepairs;
import io.fleetfix.adapter.dynamodb.DynamoDbWorkshopUnitOfWork;
import io.fleetfix.application.invoice.FindDocuments;
import io.fleetfix.application.outbox.RaisedByInvoices;
import io.fleetfix.application.outbox.RaisedByRepairs;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.contracts.FileBus;
import io.fleetfix.outbox.delivery.AllRaisedEvents;
import io.fleetfix.outbox.dynamodb.ledger.DynamoDbOutboxLedger;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Kills the service repeatedly while repairs are completed; the database keeps running. Every
 * committed event comes out of the bus, even if the client never got the answer to its commit.
 *
 * <p>{@code -Dfleetfix.crash.kills=200} sets the number of kills.
 */
@ExtendWith(DynamoDbLocalExtension.class)
class CrashTest {
  private static final int KILLS = Integer.getInteger("fleetfix.crash.kills", 20);
  private static final int REPAIRS_PER_START = 15;
  private static final int CLIENTS = 3;
  private static final Duration LONGEST_LIFE = Duration.ofSeconds(2);

  private final Path bus;
  private final Path log;
  private final Map<String, String> environment;
  private final DynamoDbConnection connection;
  private final UnitOfWork unitOfWork;
  private final Repairs repairs;
  private final Invoices invoices;
  private final Notices notices;
  private final OutboxLedger ledger;
  private final Queue<RepairId> toComplete = new ConcurrentLinkedQueue<>();

  CrashTest(DynamoDbLocal local, @TempDir Path folder) {
    bus = folder.resolve("bus");
    log = folder.resolve("log");
    StaticCredentialsProvider provider = DynamoDbLocal.freshDatabase();
    connection = DynamoDbConnection.to(local.endpoint(), Region.EU_CENTRAL_1, provider);
    AwsCredentials credentials = provider.resolveCredentials();
    environment =
        Map.of(
            "AWS_REGION", Region.EU_CENTRAL_1.id(),
            "AWS_ACCESS_KEY_ID", credentials.accessKeyId(),
            "AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey(),
            "AWS_ENDPOINT_URL_DYNAMODB", local.endpoint().toString(),
            "AWS_ENDPOINT_URL_DYNAMODB_STREAMS", local.endpoint().toString());
    CrashableWorkshop.TABLE.createIfMissing(connection.tables());
    unitOfWork =
        new DynamoDbWorkshopUnitOfWork(
            connection.tables(),
            CrashableWorkshop.TABLE,
            TestedRows.MAPPINGS,
            new SecureRandom(),
            System::nanoTime,
            () -> Traceparent.NONE);
    repairs =
        new DynamoDbRepairs(connection.tables(), CrashableWorkshop.TABLE, ReadProblems.LOGGED);
    invoices =
        new DynamoDbInvoices(connection.tables(), CrashableWorkshop.TABLE, ReadProblems.LOGGED);
    notices =
        new DynamoDbNotices(connection.tables(), CrashableWorkshop.TABLE, ReadProblems.LOGGED);
    ledger =
        new DynamoDbOutboxLedger(
            connection.tables(),
            CrashableWorkshop.TABLE,
            WorkshopOutbox.FORMAT,
            InstantSource.system(),
            ReadProblems.LOGGED);
  }

  @AfterEach
  void close() {
    connection.close();
  }

  @Test
  void everyCommittedEventIsDeliveredAndEachRepairHasOneEvent() throws Exception {
    long seed = new SecureRandom().nextLong();
    RandomGenerator random = new SplittableRandom(seed);
    List<RepairId> all = new ArrayList<>();
    for (int life = 0; life < KILLS; life++) {
      all.addAll(openRepairs());
      liveAndDie(random);
    }
    WorkshopProcess last = WorkshopProcess.start(environment, bus, log);
    try {
      completeUntilDeadOrDone(last, random);
      assertThat(toComplete).as("seed %d", seed).isEmpty();
      List<EventId> committed = all.stream().map(this::theOneEventOf).toList();

      eventually(
          () -> assertThat(FileBus.delivered(bus)).as("seed %d", seed).containsAll(committed));

      assertThat(FileBus.delivered(bus)).as("seed %d", seed).isSubsetOf(committed);
      assertThat(ledger.size().pending()).as("seed %d", seed).isEqualTo(all.size());
    } finally {
      last.kill();
    }
  }

  private List<RepairId> openRepairs() {
    List<RepairId> ids = new ArrayList<>();
    for (int i = 0; i < REPAIRS_PER_START; i++) {
      Change<Repair> opened = opened();
      unitOfWork.commit(opened);
      ids.add(opened.state().id());
    }
    toComplete.addAll(ids);
    return ids;
  }

  private void liveAndDie(RandomGenerator random) throws IOException {
    WorkshopProcess service = WorkshopProcess.start(environment, bus, log);
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      RandomGenerator own = new SplittableRandom(random.nextLong());
      clients.add(CompletableFuture.runAsync(() -> completeUntilDeadOrDone(service, own)));
    }
    LockSupport.parkNanos(random.nextLong(LONGEST_LIFE.toNanos()));
    service.kill();
    clients.forEach(CompletableFuture::join);
  }

  /** A client without an answer sends its request again, after the next start if necessary. */
  private void completeUntilDeadOrDone(WorkshopProcess service, RandomGenerator random) {
    RepairId repair = toComplete.poll();
    while (repair != null) {
      try {
        int status = service.complete(repair.value());
        if (status != 200) {
          toComplete.add(repair);
        }
      } catch (IOException dead) {
        toComplete.add(repair);
        return;
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      LockSupport.parkNanos(random.nextLong(Duration.ofMillis(200).toNanos()));
      repair = toComplete.poll();
    }
  }

  private AllRaisedEvents raised() {
    return new AllRaisedEvents(
        List.of(
            new RaisedByRepairs(repairs, invoices, notices),
            new RaisedByInvoices(repairs, invoices)),
        List.of(Repair.class));
  }

  private EventId theOneEventOf(RepairId repair) {
    List<Delivery> events =
        new FindRepairs(repairs, new FindDocuments(invoices), raised(), ledger)
            .events(repair)
            .orElseThrow()
            .items();
    assertThat(events).hasSize(1);
    return events.getFirst().entry().eventId();
  }
}
