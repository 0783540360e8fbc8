package io.fleetfix.outbox.inmemory.command;

import static io.fleetfix.outbox.contracts.Parcels.anId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.Outcome.Done;
import io.fleetfix.outbox.command.Outcome.NotFound;
import io.fleetfix.outbox.command.Outcome.OtherVersion;
import io.fleetfix.outbox.command.Outcome.Refused;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcel.Refusal;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.OutboxEntry;
import org.junit.jupiter.api.Test;

/** Commands load, decide and commit; on request only at an expected version. */
class ExecuteCommandTest {
  private final PackingRoom room = new PackingRoom();
  private final String id = anId();

  @Test
  void createsAnAggregate() {
    assertThat(room.pack(id, CommandOptions.NONE, room)).isEqualTo(new Done<>(room.stored(id)));
  }

  @Test
  void storesTheDecidedStateAndItsEvent() {
    room.pack(id, CommandOptions.NONE, room);

    assertThat(room.ship(id, CommandOptions.NONE)).isEqualTo(new Done<>(room.stored(id)));

    assertThat(room.stored(id).isShipped()).isTrue();
    OutboxEntry entry = OutboxEntry.of(room.stored(id).shippedEvent());
    assertThat(room.store.outbox().find(entry.eventId())).isPresent();
  }

  @Test
  void commitsNothingWhenTheCommandIsAlreadyDone() {
    room.pack(id, CommandOptions.NONE, room);
    room.ship(id, CommandOptions.NONE);
    Parcel shipped = room.stored(id);
    room.now = room.now.plusSeconds(60);

    assertThat(room.ship(id, CommandOptions.NONE)).isEqualTo(new Done<>(shipped));

    assertThat(room.commits).isEqualTo(2);
    assertThat(room.stored(id)).isEqualTo(shipped);
  }

  @Test
  void returnsTheReasonForARefusal() {
    room.pack(id, CommandOptions.NONE, room);
    room.ship(id, CommandOptions.NONE);

    assertThat(room.repack(id, CommandOptions.NONE, room))
        .isEqualTo(new Refused<>(Refusal.ALREADY_SHIPPED));
  }

  @Test
  void reportsAnUnknownAggregateAsNotFound() {
    assertThat(room.ship(id, CommandOptions.NONE)).isEqualTo(new NotFound<>());
    assertThat(room.ship(id, CommandOptions.onlyAt(Version.FIRST))).isEqualTo(new NotFound<>());
  }

  @Test
  void decidesAgainAfterAConcurrentCommit() {
    room.pack(id, CommandOptions.NONE, room);

    room.repack(id, CommandOptions.NONE, new Overtaken(room, this::repackOnce));

    assertThat(room.stored(id).contents()).isEqualTo("A book, a bulb, a bulb");
  }

  @Test
  void failsWhenEveryAttemptConflicts() {
    room.pack(id, CommandOptions.NONE, room);

    assertThatThrownBy(
            () ->
                room.repack(
                    id,
                    CommandOptions.NONE,
                    new Overtaken(room, () -> room.repack(id, CommandOptions.NONE, room))))
        .isInstanceOf(ConcurrencyConflict.class);
  }

  @Test
  void executesAtTheExpectedVersion() {
    room.pack(id, CommandOptions.NONE, room);

    assertThat(room.repack(id, CommandOptions.onlyAt(Version.FIRST), room))
        .isInstanceOf(Done.class);
    assertThat(room.ship(id, CommandOptions.onlyAt(new Version(2)))).isInstanceOf(Done.class);

    assertThat(room.stored(id).version()).isEqualTo(new Version(3));
    assertThat(room.raised()).isEqualTo(1);
  }

  @Test
  void changesNothingAtAnyOtherVersion() {
    room.pack(id, CommandOptions.NONE, room);
    room.repack(id, CommandOptions.NONE, room);
    Parcel before = room.stored(id);

    for (Version other : new Version[] {Version.NONE, Version.FIRST, new Version(3)}) {
      assertThat(room.repack(id, CommandOptions.onlyAt(other), room))
          .isEqualTo(new OtherVersion<>());
      assertThat(room.ship(id, CommandOptions.onlyAt(other))).isEqualTo(new OtherVersion<>());
    }

    assertThat(room.stored(id)).isEqualTo(before);
    assertThat(room.raised()).isZero();
  }

  @Test
  void changesNothingAfterAConcurrentCommitAtTheExpectedVersion() {
    room.pack(id, CommandOptions.NONE, room);

    assertThat(
            room.repack(
                id, CommandOptions.onlyAt(Version.FIRST), new Overtaken(room, this::repackOnce)))
        .isEqualTo(new OtherVersion<>());

    assertThat(room.stored(id).contents()).isEqualTo("A book, a bulb");
  }

  private void repackOnce() {
    if (room.stored(id).version().equals(Version.FIRST)) {
      room.repack(id, CommandOptions.NONE, room);
    }
  }
}
