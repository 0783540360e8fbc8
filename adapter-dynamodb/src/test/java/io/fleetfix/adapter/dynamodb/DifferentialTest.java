package io.fleetfix.adapter.dynamodb;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.fixture.Fixtures.CUSTOMER;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.VEHICLE;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.inmemory.InMemoryContacts;
import io.fleetfix.adapter.inmemory.InMemoryInvoices;
import io.fleetfix.adapter.inmemory.InMemoryNotices;
import io.fleetfix.adapter.inmemory.InMemoryRepairs;
import io.fleetfix.adapter.inmemory.InMemoryWorkshopUnitOfWork;
import io.fleetfix.application.contact.CorrectContact;
import io.fleetfix.application.contact.FindContact;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.application.reaction.PostNotice;
import io.fleetfix.application.repair.AddWork;
import io.fleetfix.application.repair.CancelRepair;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.application.repair.OpenRepair;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.invoice.Crediting;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Billing;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.IdempotencyKey;
import io.fleetfix.outbox.command.IdempotentRequest;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.command.RequestHash;
import io.fleetfix.outbox.delivery.ConfirmDelivery;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.inmemory.InMemoryIdempotencyRecords;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryReceipts;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.testing.contract.AnyText;
import io.fleetfix.testing.contract.Bills;
import io.fleetfix.testing.contract.StorageUnderTest;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sends the same random commands to both stores: the outcomes must be the same for every seed. */
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
    List<InMemoryKind<?>> kinds = new ArrayList<>(InMemoryInvoices.KINDS);
    kinds.addAll(List.of(InMemoryRepairs.KIND, InMemoryNotices.KIND, InMemoryContacts.KIND));
    InMemoryStore store =
        new InMemoryStore(WorkshopOutbox.FORMAT, kinds.toArray(InMemoryKind<?>[]::new));
    return new StorageUnderTest(
        new InMemoryWorkshopUnitOfWork(store),
        new InMemoryRepairs(store),
        new InMemoryInvoices(store),
        new InMemoryNotices(store),
        new InMemoryContacts(store),
        new InMemoryIdempotencyRecords(store),
        store.outbox());
  }

  /** One run of random commands, determined by the seed and the outcomes. */
  private static final class History implements InstantSource {
    private final StorageUnderTest storage;
    private final SplittableRandom random;
    private final List<RepairId> known = new ArrayList<>();
    private final InMemoryReceipts receipts = new InMemoryReceipts();
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
      now = now.plusMillis(random.nextInt(3)); // Sometimes the same instant.
      if (random.nextInt(20) == 0) {
        now = now.plus(Duration.ofHours(13)); // Keys expire within a run.
      }
      if (known.isEmpty() || random.nextInt(5) == 0) {
        var opened =
            openRepair().open(VEHICLE, CUSTOMER, "Complaint " + known.size(), CommandOptions.NONE);
        known.add(((Outcome.Done<Repair, Refusal>) opened).state().id());
        return opened;
      }
      RepairId id =
          random.nextInt(20) == 0
              ? RepairId.random(random)
              : known.get(random.nextInt(known.size()));
      return switch (random.nextInt(12)) {
        case 0 -> complete(id);
        case 1 -> new CancelRepair(storage.command(this), this).cancel(id, "No", options());
        case 2 -> findRepairs().events(id);
        case 3 -> react(id);
        case 4 -> storage.invoices().find(id);
        case 5 -> openRepair().open(VEHICLE, CUSTOMER, "Once", CommandOptions.once(once()));
        case 6 -> addWork().add(id, charge("Once", 100), CommandOptions.once(once()));
        case 7 -> correctContact().correct(id, email(), options());
        case 8 -> credit(id);
        case 9 -> List.of(bills().reissue(id, Optional.empty(), CommandOptions.NONE), all(id));
        default -> addWork().add(id, charge("Work", random.nextInt(100_000)), options());
      };
    }

    private Object complete(RepairId id) {
      Billing billing = random.nextInt(3) == 0 ? Billing.WARRANTY : Billing.INVOICE;
      return new CompleteRepair(storage.command(this), WORKSHOP, this)
          .complete(id, billing, options());
    }

    private Bills bills() {
      return new Bills(storage, storage.unitOfWork(), WORKSHOP, this);
    }

    private Object credit(RepairId id) {
      try {
        return bills().credit(id, part(), CommandOptions.NONE);
      } catch (InvalidValue noSuchLine) {
        return noSuchLine.problem();
      }
    }

    /** A small part of the first line, if there is an invoice; or all. */
    private Optional<List<Crediting.Part>> part() {
      return random.nextInt(3) == 0
          ? Optional.of(List.of(new Crediting.Part(1, new Money(1, WORKSHOP.currency()))))
          : Optional.empty();
    }

    private List<Document> all(RepairId id) {
      return storage.documents().all(id);
    }

    private static Charge charge(String description, int minorUnits) {
      Money price = new Money(minorUnits, WORKSHOP.currency());
      return new Charge(Item.labour(description, price), Optional.empty());
    }

    /** Few keys and few hashes, so that both are repeated, together or separately. */
    private IdempotentRequest once() {
      return new IdempotentRequest(
          "caller " + random.nextInt(2),
          new IdempotencyKey("key-" + random.nextInt(3)),
          new RequestHash(Integer.toString(random.nextInt(2)).repeat(64)));
    }

    /** Usually empty, sometimes a version that may or may not be the repair's current one. */
    private CommandOptions options() {
      return random.nextInt(4) == 0
          ? CommandOptions.onlyAt(new Version(1 + random.nextInt(4)))
          : CommandOptions.NONE;
    }

    private FindRepairs findRepairs() {
      return storage.finding();
    }

    private OpenRepair openRepair() {
      return new OpenRepair(
          storage.command(this), WORKSHOP, Optional::of, AnyText.PRINT, random, this);
    }

    /** Few addresses, so that the same one is often set again. */
    private Optional<EmailAddress> email() {
      int number = random.nextInt(3);
      return number == 0
          ? Optional.empty()
          : Optional.of(new EmailAddress("ada@" + number + ".example"));
    }

    private CorrectContact correctContact() {
      FindContact find = new FindContact(storage.repairs(), storage.contacts());
      return new CorrectContact(
          new ExecuteCommand<>(
              id -> find.find(new RepairId(id)), storage.requests(), storage.unitOfWork(), this),
          Optional::of);
    }

    private AddWork addWork() {
      return new AddWork(storage.command(this), AnyText.charge(WORKSHOP), random);
    }

    /** Runs all reactions to the repair's events, possibly repeatedly. */
    private Object react(RepairId id) {
      FindRepairs find = findRepairs();
      for (Delivery event : find.events(id).map(Page::items).orElse(List.of())) {
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
          new PostNotice(
                  storage.repairs(),
                  storage.contacts(),
                  storage.notices(),
                  storage.unitOfWork(),
                  this)
              .on(event.entry());
        }
        new ConfirmDelivery(storage.ledger(), receipts, this, (e, found, at) -> {})
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
      lists.add(storage.ledger().size());
      return lists;
    }
  }
}
