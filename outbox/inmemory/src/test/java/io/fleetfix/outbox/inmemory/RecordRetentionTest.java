package io.fleetfix.outbox.inmemory;

import static io.fleetfix.outbox.contracts.Parcels.FORMAT;
import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.aRecord;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.event.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The store keeps idempotency keys for a day only. */
class RecordRetentionTest {
  private final InMemoryStore store = new InMemoryStore(FORMAT);

  @Test
  void keepsOneDayOfRecords() {
    List<IdempotencyRecord> received = new ArrayList<>();
    for (int hour = 0; hour < 1_000; hour++) {
      received.add(commitAt(NOON.plus(Duration.ofHours(hour))));
    }

    assertThat(received.stream().filter(this::isStored).toList())
        .isEqualTo(received.subList(1_000 - 24, 1_000));
  }

  @Test
  void removesExpiredRecordsInSmallSteps() {
    List<IdempotencyRecord> received = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      received.add(commitAt(NOON.plusMillis(i)));
    }

    commitAt(NOON.plus(Duration.ofDays(2)));
    assertThat(received.stream().filter(this::isStored).toList())
        .isEqualTo(received.subList(2, 10));
    commitAt(NOON.plus(Duration.ofDays(2)));
    assertThat(received.stream().filter(this::isStored).toList())
        .isEqualTo(received.subList(4, 10));
  }

  @Test
  void keepsTheRecordThatReplacedAnExpiredOne() {
    IdempotencyRecord expired = commitAt(NOON);
    IdempotencyRecord next = commit(aRecord(expired.key(), expired.expiresAt()));

    commitAt(next.receivedAt());

    assertThat(store.find(next.aggregateId(), IdempotencyRecord.class)).contains(next);
  }

  private IdempotencyRecord commitAt(Instant time) {
    return commit(aRecord(time));
  }

  private IdempotencyRecord commit(IdempotencyRecord record) {
    new InMemoryUnitOfWork(store).commit(Change.of(record));
    return record;
  }

  private boolean isStored(IdempotencyRecord record) {
    return store.find(record.aggregateId(), IdempotencyRecord.class).isPresent();
  }
}
