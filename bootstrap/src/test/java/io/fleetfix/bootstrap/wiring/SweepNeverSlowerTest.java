package io.fleetfix.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.bootstrap.metrics.UpkeepMeters;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.delivery.Resender;
import io.fleetfix.outbox.delivery.SweepOutbox;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbLeadership;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryReceipts;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.inmemory.InMemorySweepMemory;
import io.fleetfix.outbox.inmemory.InMemoryUnitOfWork;
import io.fleetfix.outbox.loop.SupervisedLoop;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;

/**
 * Several instances share the turn to sweep. However slow the table is, a backlog is sent no later
 * than by a single one.
 */
@ExtendWith(DynamoDbLocalExtension.class)
class SweepNeverSlowerTest {
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final OutboxTable TABLE = new OutboxTable("workshop");
  private static final int BACKLOG = 600;
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Instances look for the turn at their own times. */
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private final DynamoDbLocal local;
  private volatile long doneAt;

  SweepNeverSlowerTest(DynamoDbLocal local) {
    this.local = local;
  }

  static Stream<Arguments> stretched() {
    return Stream.of(Duration.ofMillis(10), Duration.ofSeconds(1))
        .flatMap(each -> IntStream.of(2, 3).mapToObj(instances -> Arguments.of(instances, each)));
  }

  @ParameterizedTest
  @MethodSource("stretched")
  void instancesAreNeverSlowerThanOne(int instances, Duration eachClaim) throws Exception {
    Duration alone = timeToSendAll(1, eachClaim);

    assertThat(timeToSendAll(instances, eachClaim)).isLessThanOrEqualTo(alone.plus(TOLERANCE));
  }

  private Duration timeToSendAll(int instances, Duration eachClaim) throws Exception {
    try (DynamoDbConnection connection =
        DynamoDbConnection.to(
            local.endpoint(), Region.EU_CENTRAL_1, DynamoDbLocal.freshDatabase())) {
      TABLE.createIfMissing(connection.tables());
      StretchedTime time = new StretchedTime();
      InMemoryStore store = new InMemoryStore(Parcels.FORMAT, InMemoryKind.unlisted(Parcel.class));
      InMemoryUnitOfWork unitOfWork = new InMemoryUnitOfWork(store);
      for (int i = 0; i < BACKLOG; i++) {
        var packed = Parcels.packed();
        unitOfWork.commit(packed);
        unitOfWork.commit(Parcels.shipped(packed.state(), Parcels.NOON));
      }
      Instant start = Parcels.NOON.plus(Duration.ofHours(1));
      InstantSource clock = () -> start.plusNanos(time.getAsLong());
      Set<EventId> sent = ConcurrentHashMap.newKeySet();
      EventBus bus =
          entries -> {
            deliver(entries, store.outbox(), clock, sent);
            doneAt = time.getAsLong();
            return List.of();
          };
      OutboxLedger slow = slow(store.outbox(), time, eachClaim);
      SweepOutbox sweep =
          new SweepOutbox(
              slow,
              new InMemoryReceipts(),
              new InMemorySweepMemory(),
              new Resender(slow, bus),
              clock);
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < instances; i++) {
        SupervisedLoop loop = loop(sweep, connection, time);
        time.join();
        threads.add(Thread.ofPlatform().unstarted(() -> run(loop, sent, time)));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(sent).hasSize(BACKLOG);
      return Duration.ofNanos(doneAt);
    }
  }

  /** Whatever is sent comes back at once. */
  private static void deliver(
      List<OutboxEntry> entries, OutboxLedger ledger, InstantSource clock, Set<EventId> sent) {
    entries.forEach(
        entry -> {
          ledger.confirm(entry, clock.instant());
          sent.add(entry.eventId());
        });
  }

  private static SupervisedLoop loop(
      SweepOutbox sweep, DynamoDbConnection connection, StretchedTime time) {
    return UpkeepModule.sweeping(
            sweep,
            new DynamoDbTurns(work -> DynamoDbLeadership.of(connection, TABLE, work, LEASE, time)),
            new UpkeepMeters(List.of(), new SimpleMeterRegistry()),
            new Supervision(time, () -> {}))
        .loops()
        .getFirst();
  }

  private void run(SupervisedLoop loop, Set<EventId> sent, StretchedTime time) {
    try {
      while (sent.size() < BACKLOG && time.getAsLong() < LONGEST.toNanos()) {
        time.sleep(loop.attempt());
      }
    } finally {
      time.leave();
    }
  }

  /** Each claim takes a while; a round of hundreds takes longer than the lease. */
  private static OutboxLedger slow(OutboxLedger ledger, StretchedTime time, Duration claim) {
    InvocationHandler slowly =
        (proxy, method, arguments) -> {
          if (method.getName().equals("claimResend")) {
            time.sleep(claim);
          }
          return method.invoke(ledger, arguments);
        };
    return (OutboxLedger)
        Proxy.newProxyInstance(
            OutboxLedger.class.getClassLoader(), new Class<?>[] {OutboxLedger.class}, slowly);
  }
}
