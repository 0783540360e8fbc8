package io.fleetfix.outbox.inmemory;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.command.IdempotencyRecords;
import io.fleetfix.outbox.contracts.IdempotencyRecordsContract;
import io.fleetfix.outbox.contracts.OutboxLedgerContract;
import io.fleetfix.outbox.contracts.OutboxStreamContract;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.contracts.RedeliveriesContract;
import io.fleetfix.outbox.contracts.StoreUnderTest;
import io.fleetfix.outbox.contracts.UnitOfWorkContract;
import io.fleetfix.outbox.contracts.headofline.HeadOfLineContract;
import io.fleetfix.outbox.contracts.headofline.Line;
import io.fleetfix.outbox.contracts.headofline.SweepLine;
import io.fleetfix.outbox.contracts.headofline.SweepLine.Trouble;
import io.fleetfix.outbox.contracts.health.HeartbeatContract;
import io.fleetfix.outbox.contracts.sweeper.ReceiptsContract;
import io.fleetfix.outbox.contracts.sweeper.ReconcileMemoryContract;
import io.fleetfix.outbox.contracts.sweeper.SweepMemoryContract;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.health.Heartbeat;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxStream;
import io.fleetfix.outbox.port.Receipts;
import io.fleetfix.outbox.port.Redeliveries;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.outbox.port.UndeliveredEntries;
import io.fleetfix.outbox.port.UnitOfWork;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory;
import io.fleetfix.outbox.port.upkeep.SweepMemory;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

class InMemoryStoreTest {
  /** Creates one store per test. */
  abstract static class Fresh {
    private final StoreUnderTest store = new FreshStore();

    public StoreUnderTest store() {
      return store;
    }
  }

  private record FreshStore(
      InMemoryStore store,
      OutboxStream stream,
      Receipts receipts,
      SweepMemory sweepMemory,
      ReconcileMemory reconcileMemory,
      Redeliveries redeliveries)
      implements StoreUnderTest {
    FreshStore() {
      this(new InMemoryStore(Parcels.FORMAT, InMemoryKind.unlisted(Parcel.class)));
    }

    FreshStore(InMemoryStore store) {
      this(
          store,
          new InMemoryOutboxStream(store),
          new InMemoryReceipts(),
          new InMemorySweepMemory(),
          new InMemoryReconcileMemory(),
          new InMemoryRedeliveries());
    }

    @Override
    public UnitOfWork unitOfWork() {
      return new InMemoryUnitOfWork(store);
    }

    @Override
    public OutboxLedger ledger() {
      return store.outbox();
    }

    @Override
    public UndeliveredEntries undelivered() {
      return store.outbox();
    }

    @Override
    public Heartbeat heartbeat() {
      return new InMemoryHeartbeat();
    }

    @Override
    public IdempotencyRecords idempotencyRecords() {
      return new InMemoryIdempotencyRecords(store);
    }

    @Override
    public Optional<Parcel> parcel(String id) {
      return store.find(Parcel.KEY_PREFIX + id, Parcel.class);
    }
  }

  @Nested
  class InMemoryUnitOfWorkTest extends Fresh implements UnitOfWorkContract {}

  @Nested
  class InMemoryOutboxLedgerTest extends Fresh implements OutboxLedgerContract {}

  @Nested
  class InMemoryOutboxStreamTest extends Fresh implements OutboxStreamContract {}

  @Nested
  class InMemoryReceiptsTest extends Fresh implements ReceiptsContract {}

  @Nested
  class InMemoryHeartbeatTest extends Fresh implements HeartbeatContract {}

  @Nested
  class InMemorySweepMemoryTest extends Fresh implements SweepMemoryContract {}

  @Nested
  class InMemoryReconcileMemoryTest extends Fresh implements ReconcileMemoryContract {}

  @Nested
  class InMemoryRedeliveriesTest extends Fresh implements RedeliveriesContract {}

  @Nested
  class InMemoryIdempotencyRecordsTest extends Fresh implements IdempotencyRecordsContract {}

  @ParameterizedClass
  @EnumSource(Trouble.class)
  @Nested
  class InMemorySweepLineTest implements HeadOfLineContract {
    private final Trouble trouble;

    InMemorySweepLineTest(Trouble trouble) {
      this.trouble = trouble;
    }

    @Override
    public Line newLine() {
      return new SweepLine(new FreshStore(), trouble);
    }
  }

  @Test
  void writesTheTraceOfEachCommitIntoItsEntries() {
    FreshStore store = new FreshStore();
    Traceparent trace = Traceparent.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    Change<Parcel> shipped = Parcels.shipped(store.packed(), NOON);

    new InMemoryUnitOfWork(store.store(), () -> trace).commit(shipped);

    assertThat(store.ledger().find(shipped.state().shippedEvent().eventId()).orElseThrow().entry())
        .isEqualTo(OutboxEntry.of(shipped.state().shippedEvent(), trace));
  }

  @Test
  void listsEveryKindThatItKeeps() {
    assertThat(new FreshStore().store().kinds())
        .containsExactlyInAnyOrder(Parcel.class, IdempotencyRecord.class);
  }
}
