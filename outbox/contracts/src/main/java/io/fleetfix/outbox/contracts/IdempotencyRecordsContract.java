package io.fleetfix.outbox.contracts;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.aRecord;
import static io.fleetfix.outbox.contracts.Together.together;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.command.IdempotencyKey;
import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.command.IdempotencyRecords;
import io.fleetfix.outbox.command.RequestHash;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract of {@link IdempotencyRecords}, and of commits that contain its records. */
public interface IdempotencyRecordsContract {
  StoreUnderTest store();

  @Test
  default void findsNothingForAnUnknownRequest() {
    assertThat(find(store(), aRecord(NOON), NOON)).isEmpty();
  }

  @Test
  default void findsARecordRightAfterItsCommit() {
    StoreUnderTest store = store();
    IdempotencyRecord record = aRecord(NOON.plusMillis(7));
    IdempotencyRecord odd =
        new IdempotencyRecord(
            "f".repeat(32),
            new IdempotencyKey("-_#Az09!~,;:/+=".repeat(17)),
            new RequestHash("0123456789abcdef".repeat(4)),
            "ı İ ß # 🚗",
            NOON);

    store.unitOfWork().commit(Change.of(record));
    store.unitOfWork().commit(Change.of(odd));

    assertThat(find(store, record, NOON)).contains(record);
    assertThat(find(store, odd, NOON)).contains(odd);
  }

  @Test
  default void keysAreCaseSensitive() {
    StoreUnderTest store = store();
    IdempotencyRecord lower = aRecord(new IdempotencyKey("key"), NOON);
    IdempotencyRecord upper = aRecord(new IdempotencyKey("KEY"), NOON);

    store.unitOfWork().commit(Change.of(lower), Change.of(upper));

    assertThat(find(store, lower, NOON)).contains(lower);
    assertThat(find(store, upper, NOON)).contains(upper);
  }

  @Test
  default void theSameKeyInTwoScopesHasTwoRecords() {
    StoreUnderTest store = store();
    IdempotencyRecord one = aRecord(NOON);
    IdempotencyRecord other =
        new IdempotencyRecord("b".repeat(32), one.key(), one.hash(), "another", NOON);

    store.unitOfWork().commit(Change.of(one), Change.of(other));

    assertThat(find(store, one, NOON)).contains(one);
    assertThat(find(store, other, NOON)).contains(other);
  }

  @Test
  default void findsARecordForExactly24Hours() {
    StoreUnderTest store = store();
    IdempotencyRecord record = aRecord(NOON.plusMillis(7));

    store.unitOfWork().commit(Change.of(record));

    assertThat(record.expiresAt()).isEqualTo(NOON.plusMillis(7).plus(Duration.ofHours(24)));
    assertThat(find(store, record, record.expiresAt().minusMillis(1))).contains(record);
    assertThat(find(store, record, record.expiresAt())).isEmpty();
  }

  @Test
  default void findsARecordAmongManyOthers() {
    StoreUnderTest store = store();
    IdempotencyRecord record = aRecord(NOON);
    store.unitOfWork().commit(Change.of(record));

    for (int i = 0; i < 20; i++) {
      store.unitOfWork().commit(Change.of(aRecord(record.expiresAt().minusMillis(1 + i))));
    }

    assertThat(find(store, record, record.expiresAt().minusMillis(1))).contains(record);
  }

  @Test
  default void aRecordUnderAnExistingKeyRejectsItsEffectToo() {
    StoreUnderTest store = store();
    IdempotencyRecord first = aRecord(NOON);
    store.unitOfWork().commit(Change.of(first));

    Change<Parcel> packed = Parcels.packed();
    IdempotencyRecord second = aRecord(first.key(), first.expiresAt().minusMillis(1));
    assertConflict(store, packed, Change.of(second));

    assertThat(store.parcel(packed.state().id())).isEmpty();
    assertThat(find(store, first, second.receivedAt())).contains(first);
  }

  @Test
  default void aStaleEffectRejectsItsRecord() {
    StoreUnderTest store = store();
    Parcel taken = store.packed();

    IdempotencyRecord record = aRecord(NOON);
    assertConflict(store, Change.of(record), Parcel.packed(taken.id(), "Another book"));

    assertThat(find(store, record, NOON)).isEmpty();
  }

  @Test
  default void aRecordReplacesAnExpiredOne() {
    StoreUnderTest store = store();
    IdempotencyRecord first = aRecord(NOON);
    store.unitOfWork().commit(Change.of(first));

    IdempotencyRecord second = aRecord(first.key(), first.expiresAt());
    store.unitOfWork().commit(Change.of(second));

    assertThat(find(store, first, second.receivedAt())).contains(second);
    assertConflict(store, Change.of(aRecord(first.key(), second.receivedAt().plusMillis(1))));
  }

  @Test
  default void exactlyOneOfManyRecordsReplacesAnExpiredOne() throws Exception {
    StoreUnderTest store = store();
    IdempotencyRecord expired = aRecord(NOON);
    store.unitOfWork().commit(Change.of(expired));
    Change<IdempotencyRecord> next = Change.of(aRecord(expired.key(), expired.expiresAt()));

    List<Boolean> won = together(16, () -> commits(store, next));

    assertThat(won).containsOnlyOnce(true);
    assertThat(find(store, expired, expired.expiresAt())).contains(next.state());
  }

  private static Optional<IdempotencyRecord> find(
      StoreUnderTest store, IdempotencyRecord like, Instant now) {
    return store.idempotencyRecords().find(like.aggregateId(), now);
  }

  private static void assertConflict(StoreUnderTest store, Change<?>... changes) {
    assertThatThrownBy(() -> store.unitOfWork().commit(changes))
        .isInstanceOf(ConcurrencyConflict.class);
  }

  private static boolean commits(StoreUnderTest store, Change<?> change) {
    try {
      store.unitOfWork().commit(change);
      return true;
    } catch (ConcurrencyConflict overtaken) {
      return false;
    }
  }
}
