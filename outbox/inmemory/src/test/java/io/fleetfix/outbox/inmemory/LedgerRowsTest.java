package io.fleetfix.outbox.inmemory;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.entries;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.inmemory.LedgerRows.Due;
import io.fleetfix.outbox.inmemory.LedgerRows.Row;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.Delivery.State;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger.Quarantined;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.outbox.port.UndeliveredEntries.Undelivered;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No call reads all rows, however many have been delivered. */
class LedgerRowsTest {
  private static final QuarantineReason REASON = QuarantineReason.refused("TooLarge");

  private final InMemoryOutboxLedger ledger =
      new InMemoryOutboxLedger(
          new ReentrantLock(),
          new LedgerRows(new Unscannable(), new TreeMap<>()),
          aggregateId -> {});

  /** Rows that are found by id only. */
  @SuppressWarnings("serial")
  private static final class Unscannable extends HashMap<EventId, Row> {
    @Override
    public Collection<Row> values() {
      throw new AssertionError("All rows are read");
    }

    @Override
    public Set<EventId> keySet() {
      throw new AssertionError("All rows are read");
    }

    @Override
    public Set<Map.Entry<EventId, Row>> entrySet() {
      throw new AssertionError("All rows are read");
    }
  }

  @Test
  void listsAndCountsByIndex() {
    List<OutboxEntry> entries = entries(100);
    ledger.add(entries);
    entries.subList(0, 97).forEach(entry -> ledger.confirm(entry, NOON));
    ledger.quarantine(entries.get(97), REASON, NOON);
    ledger.quarantine(entries.get(98), REASON, NOON.plusSeconds(1));

    assertThat(ledger.quarantined(new PageRequest(10, null)).items())
        .extracting(Quarantined::eventId)
        .containsExactly(
            entries.get(98).eventId().toString(), entries.get(97).eventId().toString());
    assertThat(ledger.due(Instant.MAX, Instant.MAX, 10).items())
        .containsExactly(Delivery.pending(entries.get(99)));
    assertThat(ledger.size().quarantined()).isEqualTo(2);

    assertThat(ledger.release(entries.get(97).eventId(), NOON)).isTrue();
    ledger.confirm(entries.get(98), NOON);

    assertThat(ledger.quarantined(new PageRequest(10, null)).items()).isEmpty();
    assertThat(ledger.size().pending()).isEqualTo(2);
    assertThat(ledger.size().quarantined()).isZero();
  }

  @Test
  void aPageOfPendingEntriesIsReadFromItsPosition() {
    NavigableMap<Due, Delivery> pending = new UnscannableTree();
    InMemoryOutboxLedger watched =
        new InMemoryOutboxLedger(
            new ReentrantLock(), new LedgerRows(new HashMap<>(), pending), aggregateId -> {});
    List<OutboxEntry> entries = entries(100);
    for (int i = 0; i < entries.size(); i++) {
      watched.add(List.of(entries.get(i)));
      watched.claimResend(Delivery.pending(entries.get(i)), NOON, NOON.plusSeconds(i));
    }

    Page<Delivery> first = watched.list(Undelivered.PENDING, new PageRequest(40, null));
    Page<Delivery> second =
        watched.list(Undelivered.PENDING, new PageRequest(100, first.nextCursor()));

    assertThat(Stream.of(first, second).flatMap(page -> page.items().stream()))
        .extracting(Delivery::entry)
        .containsExactlyElementsOf(entries.reversed());
    assertThat(second.nextCursor()).isNull();
  }

  /** Only its parts can be read. */
  @SuppressWarnings("serial")
  private static final class UnscannableTree extends TreeMap<Due, Delivery> {
    @Override
    public Collection<Delivery> values() {
      throw new AssertionError("All entries are read");
    }

    @Override
    public Set<Map.Entry<Due, Delivery>> entrySet() {
      throw new AssertionError("All entries are read");
    }
  }

  @Test
  void aDeliveredEntryIsReadAsItWasWritten() {
    OutboxEntry entry = entries(1).getFirst();
    ledger.add(List.of(entry));
    ledger.claimResend(Delivery.pending(entry), NOON.plusSeconds(1), NOON.plusSeconds(60));

    ledger.confirm(entry, NOON.plusSeconds(2));

    assertThat(ledger.find(entry.eventId()))
        .contains(
            new Delivery(entry, new State.Delivered(NOON.plusSeconds(2)), 1, NOON.plusSeconds(1)));
  }
}
