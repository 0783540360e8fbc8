package io.fleetfix.outbox.inmemory.command;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.anId;
import static io.fleetfix.outbox.inmemory.command.LostAnswers.losingFirst;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.IdempotencyKey;
import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.command.IdempotentRequest;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.command.Outcome.Done;
import io.fleetfix.outbox.command.Outcome.KeyReused;
import io.fleetfix.outbox.command.Outcome.NotFound;
import io.fleetfix.outbox.command.Outcome.OtherVersion;
import io.fleetfix.outbox.command.Outcome.Refused;
import io.fleetfix.outbox.command.RequestHash;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcel.Refusal;
import io.fleetfix.outbox.event.Version;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A request with an idempotency key takes effect once. */
class ExecuteOnceTest {
  private static final CommandOptions ONCE = once("ada", "key", 'a');
  private static final CommandOptions OTHERWISE = once("ada", "key", 'b');

  private final PackingRoom room = new PackingRoom();
  private final String id = anId();

  @Test
  void createsOneAggregateAndStoresTheRequestWithIt() {
    Outcome<Parcel, Refusal> first = room.pack(id, ONCE, room);
    Outcome<Parcel, Refusal> second = room.pack(anId(), ONCE, room);

    assertThat(first).isEqualTo(new Done<>(room.stored(id)));
    assertThat(second).isEqualTo(first);
    assertThat(room.commits).isEqualTo(1);
    assertThat(room.records).singleElement().satisfies(record -> assertIsOf(record, id));
  }

  @Test
  void changesAnAggregateOnceAndStoresTheRequestWithIt() {
    room.with(Parcel.packed(id, "A book").state());

    Outcome<Parcel, Refusal> first = room.repack(id, ONCE, room);
    Outcome<Parcel, Refusal> second = room.repack(id, ONCE, room);

    assertThat(first).isEqualTo(new Done<>(room.stored(id)));
    assertThat(second).isEqualTo(first);
    assertThat(room.stored(id).contents()).isEqualTo("A book, a bulb");
    assertThat(room.commits).isEqualTo(1);
    assertThat(room.records).singleElement().satisfies(record -> assertIsOf(record, id));
  }

  @Test
  void returnsTheCurrentStateForARepeatedRequest() {
    room.pack(id, ONCE, room);
    room.ship(id, CommandOptions.NONE);

    assertThat(room.pack(anId(), ONCE, room)).isEqualTo(new Done<>(room.stored(id)));
    assertThat(room.stored(id).isShipped()).isTrue();
  }

  @Test
  void reportsAKeyThatAnotherRequestUsed() {
    room.pack(id, ONCE, room);

    assertThat(room.pack(anId(), OTHERWISE, room)).isEqualTo(new KeyReused<>());
    assertThat(room.repack(id, OTHERWISE, room)).isEqualTo(new KeyReused<>());

    assertThat(room.commits).isEqualTo(1);
  }

  @Test
  void separatesKeysByScope() {
    room.pack(id, ONCE, room);
    String other = anId();

    assertThat(room.pack(other, once("grace", "key", 'a'), room))
        .isEqualTo(new Done<>(room.stored(other)));

    assertThat(room.commits).isEqualTo(2);
  }

  @Test
  void storesTheScopeOnlyAsAHash() {
    room.pack(id, ONCE, room);

    assertThat(room.records)
        .singleElement()
        .satisfies(
            record -> assertThat(record.scopeHash()).matches("[0-9a-f]{32}").doesNotContain("ada"));
  }

  @Test
  void returnsTheFirstResultOfTwoConcurrentCreations() {
    String later = anId();

    Outcome<Parcel, Refusal> packed =
        room.pack(later, ONCE, new Overtaken(room, () -> room.pack(id, ONCE, room)));

    assertThat(packed).isEqualTo(new Done<>(room.stored(id)));
    assertThat(room.find(later)).isEmpty();
    assertThat(room.commits).isEqualTo(1);
  }

  @Test
  void returnsTheFirstResultOfTwoConcurrentChanges() {
    room.with(Parcel.packed(id, "A book").state());

    Outcome<Parcel, Refusal> repacked =
        room.repack(id, ONCE, new Overtaken(room, () -> room.repack(id, ONCE, room)));

    assertThat(repacked).isEqualTo(new Done<>(room.stored(id)));
    assertThat(room.stored(id).contents()).isEqualTo("A book, a bulb");
    assertThat(room.commits).isEqualTo(1);
  }

  @Test
  void reportsAKeyThatAConcurrentRequestUsed() {
    assertThat(room.pack(anId(), ONCE, new Overtaken(room, () -> room.pack(id, OTHERWISE, room))))
        .isEqualTo(new KeyReused<>());

    assertThat(room.commits).isEqualTo(1);
  }

  @Test
  void findsItsOwnCommitAfterALostResponse() {
    Outcome<Parcel, Refusal> packed = room.pack(id, ONCE, losingFirst(1, room));
    Outcome<Parcel, Refusal> repacked =
        room.repack(id, once("ada", "another", 'a'), losingFirst(1, room));

    assertThat(packed).isInstanceOf(Done.class);
    assertThat(repacked).isEqualTo(new Done<>(room.stored(id)));
    assertThat(room.stored(id).contents()).isEqualTo("A book, a bulb");
    assertThat(room.commits).isEqualTo(2);
  }

  @Test
  void findsItsOwnCommitAtAnExpectedVersionToo() {
    room.with(Parcel.packed(id, "A book").state());
    CommandOptions both = new CommandOptions(Optional.of(Set.of(Version.FIRST)), ONCE.once());

    assertThat(room.repack(id, both, losingFirst(1, room))).isEqualTo(new Done<>(room.stored(id)));
    assertThat(room.repack(id, both, room)).isEqualTo(new Done<>(room.stored(id)));
    assertThat(room.repack(id, CommandOptions.onlyAt(Version.FIRST), room))
        .isEqualTo(new OtherVersion<>());
  }

  @Test
  void requestsWithoutEffectDoNotUseUpTheirKey() {
    assertThat(room.repack(id, ONCE, room)).isEqualTo(new NotFound<>());
    room.pack(id, CommandOptions.NONE, room);
    room.ship(id, CommandOptions.NONE);

    assertThat(room.repack(id, ONCE, room)).isEqualTo(new Refused<>(Refusal.ALREADY_SHIPPED));
    assertThat(room.repack(id, OTHERWISE, room)).isEqualTo(new Refused<>(Refusal.ALREADY_SHIPPED));

    assertThat(room.records).isEmpty();
  }

  @Test
  void aKeyCanBeReusedAfter24Hours() {
    Outcome<Parcel, Refusal> first = room.pack(id, ONCE, room);
    String next = anId();

    room.now = NOON.plus(IdempotencyRecord.RETENTION).minusMillis(1);
    assertThat(room.pack(next, ONCE, room)).isEqualTo(first);
    room.now = NOON.plus(IdempotencyRecord.RETENTION);

    assertThat(room.pack(next, OTHERWISE, room)).isEqualTo(new Done<>(room.stored(next)));
    assertThat(room.commits).isEqualTo(2);
  }

  private static void assertIsOf(IdempotencyRecord record, String answer) {
    assertThat(record.key()).isEqualTo(new IdempotencyKey("key"));
    assertThat(record.hash()).isEqualTo(hash('a'));
    assertThat(record.answer()).isEqualTo(answer);
    assertThat(record.receivedAt()).isEqualTo(NOON);
  }

  private static CommandOptions once(String scope, String key, char what) {
    return CommandOptions.once(new IdempotentRequest(scope, new IdempotencyKey(key), hash(what)));
  }

  private static RequestHash hash(char what) {
    return new RequestHash(Character.toString(what).repeat(64));
  }
}
