package io.fleetfix.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.bootstrap.metrics.UpkeepMeters;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.delivery.AllRaisedEvents;
import io.fleetfix.outbox.delivery.ReconcileOutbox;
import io.fleetfix.outbox.delivery.ReconcileSinceMark;
import io.fleetfix.outbox.delivery.Resender;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbLeadership;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbReconcileMemory;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.inmemory.InMemoryUnitOfWork;
import io.fleetfix.outbox.loop.Step;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.Raised;
import io.fleetfix.outbox.port.RaisedEvents;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory.Compared;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.regions.Region;

/**
 * Several instances share the turn to reconcile. However slow the table is, they are done no later
 * than a single one: none takes the turn from one that works.
 */
@ExtendWith(DynamoDbLocalExtension.class)
class NeverSlowerTest {
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final OutboxTable TABLE = new OutboxTable("workshop");

  /** Several pages in one window, and the mark is saved only at its end. */
  private static final int PARCELS = 100;

  private static final Duration LONGEST = Duration.ofDays(2);

  private final DynamoDbLocal local;
  private volatile long doneAt;

  NeverSlowerTest(DynamoDbLocal local) {
    this.local = local;
  }

  static Stream<Arguments> stretched() {
    return Stream.of(Duration.ofMillis(50), Duration.ofSeconds(1), Duration.ofSeconds(4))
        .flatMap(each -> IntStream.of(2, 3).mapToObj(instances -> Arguments.of(instances, each)));
  }

  @ParameterizedTest
  @MethodSource("stretched")
  void instancesAreNeverSlowerThanOne(int instances, Duration eachRead) throws Exception {
    Duration alone = timeToCompareAll(1, eachRead);

    assertThat(timeToCompareAll(instances, eachRead)).isLessThanOrEqualTo(alone);
  }

  private Duration timeToCompareAll(int instances, Duration eachRead) throws Exception {
    try (DynamoDbConnection connection =
        DynamoDbConnection.to(
            local.endpoint(), Region.EU_CENTRAL_1, DynamoDbLocal.freshDatabase())) {
      TABLE.createIfMissing(connection.tables());
      StretchedTime time = new StretchedTime();
      ReconcileMemory memory = DynamoDbReconcileMemory.of(connection, TABLE);
      Instant mark = Parcels.NOON.minus(Duration.ofHours(1));
      memory.save(new Compared(mark, new TreeMap<>()));
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < instances; i++) {
        Step step = reconciling(connection, memory, time, eachRead);
        time.join();
        threads.add(Thread.ofPlatform().unstarted(() -> run(step, memory, mark, time)));
      }
      threads.forEach(Thread::start);
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(memory.latest().upTo()).isAfter(mark);
      return Duration.ofNanos(doneAt);
    }
  }

  private void run(Step step, ReconcileMemory memory, Instant mark, StretchedTime time) {
    try {
      while (mark.equals(memory.latest().upTo()) && time.getAsLong() < LONGEST.toNanos()) {
        Duration pause = step.take();
        doneAt = mark.equals(memory.latest().upTo()) ? doneAt : time.getAsLong();
        time.sleep(pause.plusMillis(1));
      }
    } catch (InterruptedException unexpected) {
      Thread.currentThread().interrupt();
    } finally {
      time.leave();
    }
  }

  private static Reconciling reconciling(
      DynamoDbConnection connection, ReconcileMemory memory, StretchedTime time, Duration read) {
    InMemoryStore store = new InMemoryStore(Parcels.FORMAT, InMemoryKind.unlisted(Parcel.class));
    AllRaisedEvents raised =
        new AllRaisedEvents(List.of(new SlowParcels(time, read)), Set.of(Parcel.class));
    ReconcileOutbox reconcile =
        new ReconcileOutbox(
            raised,
            slow(store.outbox(), time, read.multipliedBy(3)),
            new InMemoryUnitOfWork(store),
            new Resender(store.outbox(), entries -> List.of()),
            () -> Parcels.NOON);
    return new Reconciling(
        new ReconcileSinceMark(reconcile, memory, () -> Parcels.NOON),
        new DynamoDbTurns(work -> DynamoDbLeadership.of(connection, TABLE, work, LEASE, time)),
        new UpkeepMeters(raised.mismatches(), new SimpleMeterRegistry()),
        time);
  }

  /** Each call takes a while. */
  private static OutboxLedger slow(OutboxLedger ledger, StretchedTime time, Duration call) {
    InvocationHandler slowly =
        (proxy, method, arguments) -> {
          time.sleep(call);
          return method.invoke(ledger, arguments);
        };
    return (OutboxLedger)
        Proxy.newProxyInstance(
            OutboxLedger.class.getClassLoader(), new Class<?>[] {OutboxLedger.class}, slowly);
  }

  /** Parcels whose events are lost. Each takes a while to read. */
  private record SlowParcels(StretchedTime time, Duration read) implements RaisedEvents<Parcel> {
    @Override
    public Class<Parcel> type() {
      return Parcel.class;
    }

    @Override
    public String keyPrefix() {
      return Parcel.KEY_PREFIX;
    }

    @Override
    public Set<String> eventTypes() {
      return Set.of();
    }

    @Override
    public Set<String> effects() {
      return Set.of();
    }

    @Override
    public Set<String> refusable() {
      return Set.of();
    }

    @Override
    public Page<Raised<Parcel>> between(Window window, PageRequest request) {
      int from = request.cursor() == null ? 0 : Integer.parseInt(request.cursor());
      int to = Math.min(PARCELS, from + request.limit());
      List<Raised<Parcel>> page = new ArrayList<>();
      for (int i = from; i < to; i++) {
        page.add(parcel());
      }
      return new Page<>(page, to < PARCELS ? String.valueOf(to) : null);
    }

    @Override
    public Optional<Raised<Parcel>> of(String aggregateId) {
      return Optional.of(parcel());
    }

    private Raised<Parcel> parcel() {
      time.sleep(read);
      Parcel shipped = Parcels.shipped(Parcels.NOON).state();
      return new Raised<>(shipped, List.of(shipped.shippedEvent()), Map.of());
    }
  }
}
