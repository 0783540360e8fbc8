package io.fleetfix.outbox.contracts;

import io.fleetfix.outbox.command.IdempotencyKey;
import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.command.RequestHash;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.OutboxFormat;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Sample data: parcels, their events, and the format of these on the bus. */
public final class Parcels {
  /** The only id field of the sample format. */
  public static final String ID_FIELD = "parcelId";

  public static final OutboxFormat FORMAT =
      new OutboxFormat("sample.outbox", "OutboxEvent", "sample", List.of(ID_FIELD));

  public static final Instant NOON = Instant.parse("2025-11-12T12:00:00Z");
  public static final Instant TWO_O_CLOCK = Instant.parse("2025-11-12T14:00:00Z");

  private Parcels() {}

  /** A unique parcel id. */
  public static String anId() {
    return "P-" + UUID.randomUUID();
  }

  /** A new parcel with a unique id. */
  public static Change<Parcel> packed() {
    return Parcel.packed(anId(), "A book");
  }

  /** The shipment of this parcel. */
  public static Change<Parcel> shipped(Parcel packed, Instant at) {
    return accepted(packed.ship(at));
  }

  /** The shipment of a new parcel that was never stored. */
  public static Change<Parcel> shipped(Instant at) {
    return shipped(packed().state(), at);
  }

  /** The change of an accepted decision; fails for any other decision. */
  public static Change<Parcel> accepted(Decision<Parcel, Parcel.Refusal> decision) {
    if (decision instanceof Decision.Accepted<Parcel, Parcel.Refusal> accepted) {
      return accepted.change();
    }
    throw new AssertionError("Not accepted: " + decision);
  }

  /** The entry of an event that no store contains. */
  public static OutboxEntry entry() {
    return entry(NOON);
  }

  public static OutboxEntry entry(Instant occurredAt) {
    return OutboxEntry.of(new ParcelShipped(anId(), new Version(2), occurredAt));
  }

  /** Entries of different parcels, one second apart. */
  public static List<OutboxEntry> entries(int count) {
    return IntStream.range(0, count).mapToObj(i -> entry(NOON.plusSeconds(i))).toList();
  }

  /** The record of a request with a unique key. */
  public static IdempotencyRecord aRecord(Instant receivedAt) {
    return aRecord(new IdempotencyKey(UUID.randomUUID().toString()), receivedAt);
  }

  public static IdempotencyRecord aRecord(IdempotencyKey key, Instant receivedAt) {
    return new IdempotencyRecord(
        "0123456789abcdef".repeat(2), key, new RequestHash("a".repeat(64)), anId(), receivedAt);
  }
}
