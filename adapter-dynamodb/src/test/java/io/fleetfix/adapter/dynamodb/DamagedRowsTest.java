package io.fleetfix.adapter.dynamodb;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.mailed;
import static io.fleetfix.testing.fixture.Fixtures.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.notice.Notice;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.delivery.Finding;
import io.fleetfix.outbox.delivery.ReconcileOutbox;
import io.fleetfix.outbox.delivery.RedeliverEvents;
import io.fleetfix.outbox.delivery.RedeliverEvents.Order;
import io.fleetfix.outbox.delivery.RedeliverEvents.Redelivered;
import io.fleetfix.outbox.delivery.Resender;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbRedeliveries;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.UnreadableRow;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.testing.contract.StorageUnderTest;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A row that another writer has damaged is named by its key wherever it is met, and hides none. */
@ExtendWith(DynamoDbLocalExtension.class)
class DamagedRowsTest {
  private static final Instant LATER = TWO_O_CLOCK.plus(Duration.ofHours(1));
  private static final Window WINDOW = new Window(TWO_O_CLOCK, LATER);
  private static final Order DRY_RUN = new Order("tester", true);

  private final FreshTables tables;
  private final StorageUnderTest storage;
  private final ReconcileOutbox reconcile;
  private final RedeliverEvents redeliver;
  private final FindRepairs find;
  private final Repair sound;
  private final Repair broken;

  DamagedRowsTest(DynamoDbLocal local) {
    tables = new FreshTables(local);
    storage = tables.storage();
    Resender resender = new Resender(storage.ledger(), events -> List.of());
    reconcile =
        new ReconcileOutbox(
            storage.raisedEvents(), storage.ledger(), storage.unitOfWork(), resender, () -> LATER);
    redeliver =
        new RedeliverEvents(
            storage.raisedEvents(),
            storage.ledger(),
            new DynamoDbRedeliveries(tables.connection(), FreshTables.TABLE),
            resender,
            () -> LATER);
    find = storage.finding();
    sound = invoiced(1, TWO_O_CLOCK);
    broken = invoiced(2, TWO_O_CLOCK.plusSeconds(60));
  }

  /** A completed repair whose event is delivered and has had all its effects. */
  private Repair invoiced(int number, Instant at) {
    OutboxEntry event = storage.raised(at);
    Repair repair = storage.repairs().find(new RepairId(event.id(RepairId.FIELD))).orElseThrow();
    InvoiceNumbers numbers = storage.invoices().numbers(WORKSHOP.series(), 2025);
    assertThat(numbers.last()).isEqualTo(number - 1L);
    InvoiceNumbers taken = taken(numbers, 1);
    Change<Invoice> issued = Invoice.issue(repair, taken.newest(1).getFirst(), at);
    storage.unitOfWork().commit(issued, Change.of(taken));
    mailed(issued.state(), new MailStatus.Sent(at)).forEach(storage.unitOfWork()::commit);
    storage
        .unitOfWork()
        .commit(Notice.post(event.eventId(), repair, Contact.of(repair, Optional.empty()), at));
    storage.ledger().confirm(event, at);
    storage.ledger().confirm(OutboxEntry.of(issued.events().getFirst()), at);
    return repair;
  }

  @BeforeEach
  void allRowsCanBeRead() throws Exception {
    eventually(() -> assertThat(list().items()).hasSize(2));
    assertThat(findings()).isEmpty();
    assertThat(redelivered().items()).hasSize(4);
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @ParameterizedTest
  @CsvSource({
    "vehicle, , vehicle is missing",
    "version, two, version is not a whole number",
    "completeAt, yesterday, completeAt is not a time in UTC",
    "status, WASHED, status is not a value that this release supports",
    "work, none, work is not a list",
    "currency, ???, "
  })
  void aRepair(String attribute, @Nullable String value, @Nullable String problem) {
    String key = Repair.aggregateId(broken.id());
    damage(key, "META", attribute, value);

    assertThat(list().items()).containsExactly(sound);
    assertThat(list().unreadable()).extracting(Unreadable::key).containsExactly(key);
    if (problem != null) {
      assertThat(list().unreadable()).containsExactly(new Unreadable(key, problem));
    }
    assertNamed(() -> storage.repairs().find(broken.id()), key);
    assertNamed(() -> storage.raisedEvents().of(key), key);
    assertThat(findings())
        .allSatisfy(finding -> assertThat(finding.kind()).isEqualTo(Finding.Kind.UNREADABLE));
    assertThat(named(findings())).containsExactly(key);
    assertThat(redelivered().items()).as("of the sound repair and its invoice").hasSize(2);
    assertThat(redelivered().unreadable()).extracting(Unreadable::key).containsOnly(key);
    assertThat(ofTheBroken().items()).as("of the invoice").hasSize(1);
    assertThat(ofTheBroken().unreadable()).extracting(Unreadable::key).containsExactly(key);
    assertThat(find.events(broken.id()))
        .hasValueSatisfying(
            page -> {
              assertThat(page.items()).hasSize(1);
              assertThat(page.unreadable()).extracting(Unreadable::key).containsExactly(key);
            });
  }

  @Test
  void aRepairWithoutAPlaceInItsList() {
    String key = Repair.aggregateId(broken.id());
    damage(key, "META", "listAt", "nowhere");

    assertThat(list().items()).containsExactly(sound);
    assertThat(list().unreadable()).extracting(Unreadable::key).containsExactly(key);
    assertThat(storage.repairs().find(broken.id())).contains(broken);
    assertThat(named(findings())).containsExactly(key);
    assertThat(redelivered().items()).hasSize(2);
    assertThat(redelivered().unreadable()).extracting(Unreadable::key).containsOnly(key);
    assertThat(ofTheBroken().items()).hasSize(2);
  }

  @Test
  void aRepairThatVanished() {
    tables
        .client()
        .deleteItem(
            delete ->
                delete
                    .tableName(FreshTables.TABLE.name())
                    .key(key(Repair.aggregateId(broken.id()), "META")));

    assertThat(list()).isEqualTo(new Page<>(List.of(sound), null));
    assertThat(findings()).isEmpty();
    assertThat(redelivered().items()).hasSize(2);
  }

  @Test
  void anInvoice() {
    String key = Invoice.aggregateId(broken.id());
    damage(key, "META", "lines", null);

    assertNamed(() -> storage.invoices().find(broken.id()), key);
    assertThat(named(findings())).containsExactly(key);
    assertThat(redelivered().items()).hasSize(3);
    assertThat(redelivered().unreadable()).extracting(Unreadable::key).containsExactly(key);
    assertThat(ofTheBroken().items()).hasSize(1);
    assertThat(ofTheBroken().unreadable()).extracting(Unreadable::key).containsExactly(key);
  }

  @Test
  void aNotice() throws Exception {
    EventId eventId = broken.closingEvent().orElseThrow().eventId();
    String key = Notice.aggregateId(eventId);
    damage(key, "META", "postedAt", "today");

    assertNamed(() -> storage.notices().find(eventId), key);
    eventually(
        () -> {
          Page<Notice> notices = storage.notices().list(new PageRequest(10, null));
          assertThat(notices.items()).hasSize(1);
          assertThat(notices.unreadable())
              .containsExactly(new Unreadable(key, "postedAt is not a time in UTC"));
        });
    assertThat(named(findings())).containsExactly(key);
    assertThat(redelivered().items()).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({
    "eventType, , eventType is missing",
    "occurredAt, yesterday, occurredAt is not a time in UTC",
    "eventId, 00000000-0000-5000-8000-000000000000, eventId does not match the row's key",
    "deliveredAt, today, deliveredAt is not a time in UTC"
  })
  void anOutboxRow(String attribute, @Nullable String value, String problem) {
    OutboxEntry event = OutboxEntry.of(broken.closingEvent().orElseThrow());
    String key = "OUTBOX#" + event.eventId();
    damage(key, event.aggregateId(), attribute, value);

    assertNamed(() -> storage.ledger().find(event.eventId()), key);
    assertThat(findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.entry()).isEqualTo(event);
              assertThat(finding.row()).isEqualTo(new Unreadable(key, problem));
            });
    assertThat(redelivered().items())
        .hasSize(4)
        .contains(new Redelivered(event.eventId(), Redelivered.Result.UNREADABLE));
    assertThat(find.events(broken.id()))
        .hasValueSatisfying(
            page -> {
              assertThat(page.items()).as("of the invoice").hasSize(1);
              assertThat(page.unreadable()).containsExactly(new Unreadable(key, problem));
            });
  }

  private Page<Repair> list() {
    return storage.repairs().list(RepairStatus.COMPLETED, new PageRequest(10, null));
  }

  private List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      var report = reconcile.reconcile(WINDOW, new PageRequest(1, cursor), false);
      findings.addAll(report.findings());
      cursor = report.nextCursor();
    } while (cursor != null);
    return findings;
  }

  private Page<Redelivered> redelivered() {
    List<Redelivered> events = new ArrayList<>();
    Set<Unreadable> unreadable = new HashSet<>();
    @Nullable String cursor = null;
    do {
      Page<Redelivered> page = redeliver.window(WINDOW, new PageRequest(1, cursor), DRY_RUN).page();
      events.addAll(page.items());
      unreadable.addAll(page.unreadable());
      cursor = page.nextCursor();
    } while (cursor != null);
    return new Page<>(events, List.copyOf(unreadable), null);
  }

  private Page<Redelivered> ofTheBroken() {
    return redeliver.aggregates(find.raisersOf(broken.id()), DRY_RUN).page();
  }

  private static Set<String> named(List<Finding> findings) {
    Set<String> keys = new HashSet<>();
    for (Finding finding : findings) {
      Unreadable row = finding.row();
      keys.add(row == null ? "not named: " + finding : row.key());
    }
    return keys;
  }

  private static void assertNamed(Runnable read, String key) {
    assertThatExceptionOfType(UnreadableRow.class)
        .isThrownBy(read::run)
        .satisfies(row -> assertThat(row.row().key()).isEqualTo(key));
  }

  private void damage(String partition, String sort, String attribute, @Nullable String value) {
    tables
        .client()
        .updateItem(
            update -> {
              update
                  .tableName(FreshTables.TABLE.name())
                  .key(key(partition, sort))
                  .conditionExpression("attribute_exists(pk)")
                  .expressionAttributeNames(Map.of("#name", attribute))
                  .updateExpression(value == null ? "REMOVE #name" : "SET #name = :value");
              if (value != null) {
                update.expressionAttributeValues(Map.of(":value", AttributeValue.fromS(value)));
              }
            });
  }

  private static Map<String, AttributeValue> key(String partition, String sort) {
    return Map.of("pk", AttributeValue.fromS(partition), "sk", AttributeValue.fromS(sort));
  }
}
