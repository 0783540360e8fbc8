package io.fleetfix.outbox.dynamodb;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.contracts.FileBus;
import io.fleetfix.outbox.contracts.FileBus.Answer;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.delivery.AllRaisedEvents;
import io.fleetfix.outbox.delivery.ConfirmDelivery;
import io.fleetfix.outbox.delivery.RedeliverEvents;
import io.fleetfix.outbox.delivery.RedeliverEvents.Order;
import io.fleetfix.outbox.delivery.RedeliverEvents.Redelivered;
import io.fleetfix.outbox.delivery.RedeliverEvents.Redelivered.Result;
import io.fleetfix.outbox.delivery.RelayOutbox;
import io.fleetfix.outbox.delivery.RelayOutbox.BusUnavailable;
import io.fleetfix.outbox.delivery.Resender;
import io.fleetfix.outbox.dynamodb.ledger.DynamoDbOutboxLedger;
import io.fleetfix.outbox.dynamodb.stream.DynamoDbOutboxStream;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger.Confirmation;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The relay with the stream and the ledger of DynamoDB Local, from the table to the bus and back.
 */
@ExtendWith(DynamoDbLocalExtension.class)
class RelayOnDynamoDbTest {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(500);

  private final FreshTables tables;
  private final DynamoDbOutboxLedger ledger;
  private final Path busFile;
  private final FileBus bus;
  private final RelayOutbox relay;

  RelayOnDynamoDbTest(DynamoDbLocal local, @TempDir Path folder) {
    tables = new FreshTables(local);
    ledger = tables.ledger();
    busFile = folder.resolve("bus");
    bus = FileBus.in(busFile);
    relay = new RelayOutbox(tables.stream(), bus);
  }

  @AfterEach
  void close() throws IOException {
    bus.close();
    tables.close();
  }

  @Test
  void confirmedEntriesAreDelivered() throws Exception {
    List<OutboxEntry> raised = raise(12);

    relayAll(12);
    confirmDelivered(raised);

    assertThat(FileBus.delivered(busFile)).containsExactlyInAnyOrderElementsOf(ids(raised));
    for (OutboxEntry entry : raised) {
      assertThat(ledger.find(entry.eventId())).contains(Delivery.delivered(entry, TWO_O_CLOCK));
    }
  }

  @Test
  void anEntryRefusedThreeTimesIsSkippedAndStaysPending() throws Exception {
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
    confirmDelivered(raised);

    assertThat(tries).hasValue(RelayOutbox.MAX_TRIES);
    assertThat(FileBus.delivered(busFile)).hasSize(4).doesNotContain(refused.eventId());
    assertThat(ledger.find(refused.eventId())).contains(Delivery.pending(refused));
    assertThat(nextReaderGives()).isEmpty();
  }

  @Test
  void retriesTheSameEntriesWhenTheBusIsTooBusy() throws Exception {
    List<OutboxEntry> raised = raise(3);
    bus.misbehave(entry -> Answer.THROTTLE);
    assertThatThrownBy(() -> relay.relay(LONG)).isInstanceOf(BusUnavailable.class);
    assertThat(FileBus.delivered(busFile)).isEmpty();

    bus.misbehave(entry -> Answer.ACCEPT);
    relayAll(3);

    assertThat(FileBus.delivered(busFile)).containsExactlyInAnyOrderElementsOf(ids(raised));
  }

  @Test
  void anEntryWithALostAcceptanceIsSentTwiceAndConfirmedOnce() throws Exception {
    List<OutboxEntry> raised = raise(1);
    bus.misbehave(entry -> Answer.ACCEPT_THEN_FAIL);
    assertThatThrownBy(() -> relay.relay(LONG)).isInstanceOf(BusUnavailable.class);

    bus.misbehave(entry -> Answer.ACCEPT);
    relayAll(1);
    confirmDelivered(raised);

    EventId id = raised.getFirst().eventId();
    assertThat(FileBus.delivered(busFile)).containsExactly(id, id);
    assertThat(ledger.find(id)).contains(Delivery.delivered(raised.getFirst(), TWO_O_CLOCK));
  }

  @Test
  void theNextReaderGetsUnpublishedEntries() throws Exception {
    List<OutboxEntry> raised = raise(2);
    bus.misbehave(entry -> Answer.THROTTLE);
    assertThatThrownBy(() -> relay.relay(LONG)).isInstanceOf(BusUnavailable.class);

    assertThat(nextReaderGives()).containsExactlyInAnyOrderElementsOf(raised);
  }

  @Test
  void anUnreadableRowIsQuarantinedWithoutBlockingOthers() throws Exception {
    OutboxEntry broken = raiseUnreadable();
    List<OutboxEntry> raised = raise(2);

    relayAll(2);

    assertThat(FileBus.delivered(busFile)).containsExactlyInAnyOrderElementsOf(ids(raised));
    Map<String, AttributeValue> row = tables.row(broken);
    assertThat(row)
        .containsEntry("reason", AttributeValue.fromS("occurredAt is not a time in UTC"));
    assertThat(row).containsKey("quarantinedAt").doesNotContainKey("expiresAt");
    assertThat(row.get("dueShard")).asString().contains("QUARANTINE#");
    assertThat(nextReaderGives()).isEmpty();
  }

  @Test
  void redeliveryReportsAnUnreadableRowAndSendsTheOthers() {
    List<OutboxEntry> raised = raise(3);
    OutboxEntry broken = raised.get(1);
    tables.plant(broken, "occurredAt", "yesterday");
    RedeliverEvents redeliver =
        new RedeliverEvents(
            new AllRaisedEvents(List.of(new ShippedParcels(tables)), Set.of(Parcel.class)),
            ledger,
            tables.redeliveries(),
            new Resender(ledger, bus),
            () -> TWO_O_CLOCK);

    List<Redelivered> redelivered =
        redeliver
            .window(
                new Window(NOON, TWO_O_CLOCK), new PageRequest(10, null), new Order("ada", false))
            .page()
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
  void theFirstReasonIsKeptAndAReceiptEndsTheQuarantine() {
    OutboxEntry entry = raise(1).getFirst();
    ledger.quarantine(tables.row(entry), "first", NOON);
    ledger.quarantine(tables.row(entry), "second", TWO_O_CLOCK);
    assertThat(tables.row(entry)).containsEntry("reason", AttributeValue.fromS("first"));

    assertThat(ledger.confirm(entry, TWO_O_CLOCK)).isEqualTo(Confirmation.AFTER_RESEND);
    ledger.quarantine(tables.row(entry), "third", TWO_O_CLOCK);

    assertThat(tables.row(entry))
        .doesNotContainKeys("reason", "quarantinedAt", "dueShard", "dueAt");
    assertThat(ledger.find(entry.eventId())).contains(Delivery.delivered(entry, TWO_O_CLOCK));
  }

  @Test
  void aRefusalDoesNotChangeARowThatIsNotPending() {
    List<OutboxEntry> raised = raise(2);
    ledger.confirm(raised.get(0), TWO_O_CLOCK);
    ledger.quarantine(raised.get(1), QuarantineReason.ofText("No use"), TWO_O_CLOCK);

    for (OutboxEntry entry : raised) {
      Map<String, AttributeValue> before = tables.row(entry);
      ledger.recordRefusal(entry);
      assertThat(tables.row(entry)).isEqualTo(before);
    }
  }

  private List<OutboxEntry> raise(int count) {
    return Stream.generate(() -> tables.raised(NOON)).limit(count).toList();
  }

  private OutboxEntry raiseUnreadable() {
    OutboxEntry entry = Parcels.entry();
    tables.plant(entry, "occurredAt", "yesterday");
    return entry;
  }

  private void relayAll(int count) throws InterruptedException {
    int relayed = 0;
    while (relayed < count) {
      int now = relay.relay(LONG);
      assertThat(now).as("timed out after %d", relayed).isPositive();
      relayed += now;
    }
  }

  private void confirmDelivered(List<OutboxEntry> raised) throws IOException {
    ConfirmDelivery confirm =
        new ConfirmDelivery(
            ledger,
            tables.receipts(),
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
