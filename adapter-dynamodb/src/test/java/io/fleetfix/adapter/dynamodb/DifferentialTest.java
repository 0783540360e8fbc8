package io.fleetfix.adapter.dynamodb;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.fixture.Fixtures.CUSTOMER;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.VEHICLE;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.inmemory.InMemoryBacklog;
import io.fleetfix.adapter.inmemory.InMemoryDeliveryLedger;
import io.fleetfix.adapter.inmemory.InMemoryInvoices;
import io.fleetfix.adapter.inmemory.InMemoryNotices;
import io.fleetfix.adapter.inmemory.InMemoryOutboxStream;
import io.fleetfix.adapter.inmemory.InMemoryQuarantine;
import io.fleetfix.adapter.inmemory.InMemoryReceipts;
import io.fleetfix.adapter.inmemory.InMemoryRedeliveries;
import io.fleetfix.adapter.inmemory.InMemoryRepairs;
import io.fleetfix.adapter.inmemory.InMemoryRequests;
import io.fleetfix.adapter.inmemory.InMemoryUnitOfWork;
import io.fleetfix.adapter.inmemory.InMemoryWorkshop;
import io.fleetfix.application.outbox.ConfirmDelivery;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.Page;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.application.reaction.PostNotice;
import io.fleetfix.application.repair.AddWork;
import io.fleetfix.application.repair.CancelRepair;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.application.repair.Once;
import io.fleetfix.application.repair.OpenRepair;
import io.fleetfix.domain.IdempotencyKey;
import io.fleetfix.domain.Money;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.RepairStatus;
import io.fleetfix.domain.RequestHash;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.testing.contract.StorageUnderTest;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same commands to the store in memory and to DynamoDB: the same outcomes, seed by seed. */
@ExtendWith(DynamoDbLocalExtension.class)
class DifferentialTest {
  private static final int COMMANDS = 150;

  private final FreshTables tables;

  DifferentialTest(DynamoDbLocal local) {
    tables = new FreshTables(local);
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void bothStoresGiveTheSameOutcomes(long seed) throws Exception {
    History memory = new History(inMemory(), seed);
    History dynamoDb = new History(tables.storage(), seed);

    for (int command = 0; command < COMMANDS; command++) {
      assertThat(dynamoDb.next()).as("command %d", command).isEqualTo(memory.next());
    }

    eventually(() -> assertThat(dynamoDb.lists()).isEqualTo(memory.lists()));
  }

  private static StorageUnderTest inMemory() {
    InMemoryWorkshop store = new InMemoryWorkshop();
    return new StorageUnderTest(
        new InMemoryUnitOfWork(store),
        new InMemoryRepairs(store),
        new InMemoryInvoices(store),
        new InMemoryNotices(store),
        new InMemoryRequests(store),
        new InMemoryDeliveryLedger(store),
        new InMemoryBacklog(store),
        new InMemoryQuarantine(store),
        new InMemoryReceipts(),
        new InMemoryRedeliveries(),
        new InMemoryOutboxStream(store));
  }

  /** One run of random commands; with the same seed and the same outcomes it is the same run. */
  private static final class History implements InstantSource {
    private final StorageUnderTest storage;
    private final SplittableRandom random;
    private final List<RepairId> known = new ArrayList<>();
    private Instant now = NOON;

    History(StorageUnderTest storage, long seed) {
      this.storage = storage;
      this.random = new SplittableRandom(seed);
    }

    @Override
    public Instant instant() {
      return now;
    }

    Object next() {
      now = now.plusMillis(random.nextInt(3)); // sometimes the same instant again
      if (random.nextInt(20) == 0) {
        now = now.plus(Duration.ofHours(13)); // keys expire within a run
      }
      if (known.isEmpty() || random.nextInt(5) == 0) {
        var opened = openRepair().open(VEHICLE, CUSTOMER, "Complaint " + known.size());
        known.add(opened.id());
        return opened;
      }
      RepairId id =
          random.nextInt(20) == 0
              ? RepairId.random(random)
              : known.get(random.nextInt(known.size()));
      return switch (random.nextInt(9)) {
        case 0 -> new CompleteRepair(storage.repairs(), storage.unitOfWork(), this).complete(id);
        case 1 -> new CancelRepair(storage.repairs(), storage.unitOfWork(), this).cancel(id, "No");
        case 2 -> new FindRepairs(storage.repairs(), storage.ledger()).events(id);
        case 3 -> react(id);
        case 4 -> storage.invoices().find(id);
        case 5 -> openRepair().open(once(), VEHICLE, CUSTOMER, "Once");
        case 6 -> addWork().add(once(), id, "Once", new Money(100, WORKSHOP.currency()));
        default ->
            addWork().add(id, "Work", new Money(random.nextInt(100_000), WORKSHOP.currency()));
      };
    }

    /** Few keys and few hashes, so that both come again, together or not. */
    private Once once() {
      return new Once(
          new IdempotencyKey("key-" + random.nextInt(4)),
          new RequestHash(Integer.toString(random.nextInt(2)).repeat(64)));
    }

    private OpenRepair openRepair() {
      return new OpenRepair(
          storage.repairs(), storage.requests(), storage.unitOfWork(), WORKSHOP, random, this);
    }

    private AddWork addWork() {
      return new AddWork(storage.repairs(), storage.requests(), storage.unitOfWork(), random, this);
    }

    /** What the listeners do with every event of the repair, whether they did it before or not. */
    private Object react(RepairId id) {
      FindRepairs find = new FindRepairs(storage.repairs(), storage.ledger());
      for (Delivery event : find.events(id).orElse(List.of())) {
        if (event.entry().eventType().equals("RepairCompleted")) {
          new IssueInvoice(
                  storage.repairs(),
                  storage.invoices(),
                  storage.ledger(),
                  storage.unitOfWork(),
                  WORKSHOP,
                  this)
              .on(event.entry());
        }
        if (event.entry().eventType().startsWith("Repair")) {
          new PostNotice(storage.repairs(), storage.notices(), storage.unitOfWork(), this)
              .on(event.entry());
        }
        new ConfirmDelivery(storage.ledger(), storage.receipts(), this, (e, found, at) -> {})
            .on(event.entry());
      }
      return List.of(find.events(id), storage.invoices().numbers(WORKSHOP.series(), 2025));
    }

    List<Object> lists() {
      List<Object> lists = new ArrayList<>();
      for (RepairStatus status : RepairStatus.values()) {
        Page<?> first = storage.repairs().list(status, new PageRequest(3, null));
        lists.add(first);
        lists.add(storage.repairs().list(status, new PageRequest(200, first.nextCursor())));
      }
      lists.add(storage.notices().list(new PageRequest(200, null)));
      lists.add(storage.backlog().size());
      return lists;
    }
  }
}
