package io.fleetfix.adapter.dynamodb;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.adapter.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.application.outbox.ConfirmDelivery;
import io.fleetfix.application.outbox.RedeliverEvents;
import io.fleetfix.application.outbox.RedeliverEvents.Order;
import io.fleetfix.application.outbox.RedeliverEvents.Redelivered;
import io.fleetfix.application.outbox.RedeliverEvents.Redelivered.Result;
import io.fleetfix.application.outbox.RelayOutbox;
import io.fleetfix.application.outbox.RelayOutbox.BusUnavailable;
import io.fleetfix.application.outbox.Window;
import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.Repair;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.testing.contract.FileBus;
import io.fleetfix.testing.contract.FileBus.Answer;
import io.fleetfix.testing.contract.StorageUnderTest;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** From the table to the bus and back: what the relay does with the real stream and ledger. */
@ExtendWith(DynamoDbLocalExtension.class)
class RelayOnDynamoDbTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(500);

  private final FreshTables tables;
  private final StorageUnderTest storage;
  private final DeliveryLedger ledger;
  private final Path busFile;
  private final FileBus bus;
  private final RelayOutbox relay;

  RelayOnDynamoDbTest(DynamoDbLocal local, @TempDir Path folder) {
    tables = new FreshTables(local);
    storage = tables.storage();
    ledger = storage.ledger();
    busFile = folder.resolve("bus");
    bus = FileBus.in(busFile);
    relay = new RelayOutbox(storage.stream(), bus);
  }

  @AfterEach
  void close() throws IOException {
    bus.close();
    tables.close();
  }

  @Test
  void whatComesOutOfTheBusIsDelivered() throws Exception {
    List<OutboxEntry> raised = raise(12);

    relayAll(12);
    confirmWhatCameOut(raised);

    assertThat(FileBus.delivered(busFile)).containsExactlyInAnyOrderElementsOf(ids(raised));
    for (OutboxEntry entry : raised) {
      assertThat(ledger.find(entry.eventId())).contains(Delivery.delivered(entry, TWO_O_CLOCK));
    }
  }

  @Test
  void anEntryThatIsRefusedThreeTimesStaysPendingAndIsPassedBy() throws Exception {
    List<OutboxEntry> raised = raise(5);
    OutboxEntry refused = raised.get(2);
    AtomicInteger tries = new AtomicInteger();
    bus.misbehave(
        entry -> {
          if (entry.equals(refused)) {
            tries.incrementAndGet();
            return Answer.REFUSE;
          }
          return Answer.ACCEPT;
        });

    relayAll(5);
    confirmWhatCameOut(raised);

    assertThat(tries).hasValue(RelayOutbox.MAX_TRIES);
    assertThat(FileBus.delivered(busFile)).hasSize(4).doesNotContain(refused.eventId());
    assertThat(ledger.find(refused.eventId())).contains(Delivery.pending(refused));
    assertThat(nextReaderGives()).isEmpty();
  }

  @Test
  void aBusThatIsTooBusyGetsTheSameEntriesAgain() throws Exception {
    List<OutboxEntry> raised = raise(3);
    bus.misbehave(entry -> Answer.THROTTLE);
    assertThatThrownBy(() -> relay.relay(LONG)).isInstanceOf(BusUnavailable.class);
    assertThat(FileBus.delivered(busFile)).isEmpty();

    bus.misbehave(entry -> Answer.ACCEPT);
    relayAll(3);

    assertThat(FileBus.delivered(busFile)).containsExactlyInAnyOrderElementsOf(ids(raised));
  }

  @Test
  void anEntryWhoseAcceptanceWasNotHeardComesTwiceAndIsConfirmedOnce() throws Exception {
    List<OutboxEntry> raised = raise(1);
    bus.misbehave(entry -> Answer.ACCEPT_THEN_FAIL);
    assertThatThrownBy(() -> relay.relay(LONG)).isInstanceOf(BusUnavailable.class);

    bus.misbehave(entry -> Answer.ACCEPT);
    relayAll(1);
    confirmWhatCameOut(raised);

    EventId id = raised.getFirst().eventId();
    assertThat(FileBus.delivered(busFile)).containsExactly(id, id);
    assertThat(ledger.find(id)).contains(Delivery.delivered(raised.getFirst(), TWO_O_CLOCK));
  }

  @Test
  void theNextReaderHasWhatTheLastOneHadNotPublished() throws Exception {
    List<OutboxEntry> raised = raise(2);
    bus.misbehave(entry -> Answer.THROTTLE);
    assertThatThrownBy(() -> relay.relay(LONG)).isInstanceOf(BusUnavailable.class);

    assertThat(nextReaderGives()).containsExactlyInAnyOrderElementsOf(raised);
  }

  @Test
  void anUnreadableRowIsQuarantinedWithItsReasonAndHoldsUpNobody() throws Exception {
    OutboxEntry broken = raiseUnreadable();
    List<OutboxEntry> raised = raise(2);

    relayAll(2);

    assertThat(FileBus.delivered(busFile)).containsExactlyInAnyOrderElementsOf(ids(raised));
    Map<String, AttributeValue> row = row(broken);
    assertThat(row)
        .containsEntry("reason", AttributeValue.fromS("occurredAt is not a time in UTC"));
    assertThat(row).containsKey("quarantinedAt").doesNotContainKey("expiresAt");
    assertThat(row.get("dueShard")).asString().contains("QUARANTINE#");
    assertThat(nextReaderGives()).isEmpty();
  }

  @Test
  void anUnreadableRowIsToldToWhoeverWantsItAgainAndKeepsNoOtherBack() {
    List<OutboxEntry> raised = raise(3);
    OutboxEntry broken = raised.get(1);
    write(broken, "yesterday");
    RedeliverEvents redeliver =
        new RedeliverEvents(
            storage.repairs(), ledger, storage.redeliveries(), bus, () -> TWO_O_CLOCK);

    List<Redelivered> redelivered =
        redeliver
            .window(
                new Window(NOON, TWO_O_CLOCK), new PageRequest(10, null), new Order("ada", false))
            .items();

    assertThat(redelivered)
        .containsExactlyInAnyOrderElementsOf(
            raised.stream()
                .map(OutboxEntry::eventId)
                .map(
                    id ->
                        new Redelivered(
                            id, id.equals(broken.eventId()) ? Result.UNREADABLE : Result.SENT))
                .toList());
  }

  @Test
  void theFirstReasonStandsAndAReceiptLiftsTheQuarantine() {
    OutboxEntry entry = raise(1).getFirst();
    DynamoDbQuarantine marks = new DynamoDbQuarantine(tables.client(), FreshTables.TABLE);
    marks.enter(row(entry), "first", NOON);
    marks.enter(row(entry), "second", TWO_O_CLOCK);
    assertThat(row(entry)).containsEntry("reason", AttributeValue.fromS("first"));

    ledger.confirm(entry.eventId(), TWO_O_CLOCK);
    marks.enter(row(entry), "third", TWO_O_CLOCK);

    assertThat(row(entry)).doesNotContainKeys("reason", "quarantinedAt", "dueShard", "dueAt");
    assertThat(ledger.find(entry.eventId())).contains(Delivery.delivered(entry, TWO_O_CLOCK));
  }

  private List<OutboxEntry> raise(int count) {
    return IntStream.range(0, count).mapToObj(i -> raise()).toList();
  }

  private OutboxEntry raise() {
    Change<Repair> opened = opened();
    storage.unitOfWork().commit(opened);
    Change<Repair> completed = accepted(opened.state().complete(NOON));
    storage.unitOfWork().commit(completed);
    return OutboxEntry.of(completed.events().getFirst());
  }

  private OutboxEntry raiseUnreadable() {
    OutboxEntry entry =
        OutboxEntry.of(accepted(opened().state().complete(NOON)).events().getFirst());
    write(entry, "yesterday");
    return entry;
  }

  /** As a later release or a foreign hand might have written it. */
  private void write(OutboxEntry entry, String occurredAt) {
    Map<String, AttributeValue> row = new HashMap<>(OutboxItem.of(entry, "somebody"));
    row.put("occurredAt", AttributeValue.fromS(occurredAt));
    tables.client().putItem(put -> put.tableName(FreshTables.TABLE.name()).item(row));
  }

  private Map<String, AttributeValue> row(OutboxEntry entry) {
    return tables
        .client()
        .getItem(
            get ->
                get.tableName(FreshTables.TABLE.name())
                    .key(OutboxItem.key(entry.eventId(), entry.repairId()))
                    .consistentRead(true))
        .item();
  }

  private void relayAll(int count) throws InterruptedException {
    int relayed = 0;
    while (relayed < count) {
      int now = relay.relay(LONG);
      assertThat(now).as("nothing came in time, after %d", relayed).isPositive();
      relayed += now;
    }
  }

  private void confirmWhatCameOut(List<OutboxEntry> raised) throws IOException {
    ConfirmDelivery confirm =
        new ConfirmDelivery(
            ledger,
            storage.receipts(),
            InstantSource.fixed(TWO_O_CLOCK),
            (event, confirmation, at) -> {});
    for (EventId id : FileBus.delivered(busFile)) {
      raised.stream().filter(entry -> entry.eventId().equals(id)).forEach(confirm::on);
    }
  }

  private List<OutboxEntry> nextReaderGives() throws Exception {
    tables.stopStream();
    List<OutboxEntry> taken = new ArrayList<>();
    try (DynamoDbOutboxStream next = tables.newStream()) {
      next.take(SHORT, taken::addAll);
    }
    return taken;
  }

  private static List<EventId> ids(List<OutboxEntry> entries) {
    return entries.stream().map(OutboxEntry::eventId).toList();
  }
}
