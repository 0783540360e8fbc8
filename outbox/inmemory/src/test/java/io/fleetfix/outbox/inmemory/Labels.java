package io.fleetfix.outbox.inmemory;

import io.fleetfix.outbox.command.RetryOnConflict;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.subscription.Reaction;
import java.util.Optional;

/** The effect of a shipment in these tests: a label, numbered without gaps. */
public record Labels(InMemoryStore store) implements Reaction {
  /** A shipped parcel's label; written once and never changed. */
  public record Label(String parcelId, long number) implements Aggregate {
    public static final String KEY_PREFIX = "LABEL#";

    @Override
    public String aggregateId() {
      return KEY_PREFIX + parcelId;
    }

    @Override
    public Version version() {
      return Version.FIRST;
    }
  }

  /** The roll that labels come from; its version is the last label's number. */
  public record Roll(Version version) implements Aggregate {
    public static final String KEY = "ROLL#1";

    @Override
    public String aggregateId() {
      return KEY;
    }
  }

  @Override
  public void on(OutboxEntry event) {
    RetryOnConflict.run(
        () -> {
          if (find(event.id(Parcels.ID_FIELD)).isEmpty()) {
            print(event.id(Parcels.ID_FIELD));
          }
          return true;
        });
  }

  private void print(String parcelId) {
    Version next = new Version(printed()).next();
    new InMemoryUnitOfWork(store)
        .commit(Change.of(new Label(parcelId, next.value())), Change.of(new Roll(next)));
  }

  public Optional<Label> find(String parcelId) {
    return store.find(Label.KEY_PREFIX + parcelId, Label.class);
  }

  /** The number of labels, which is also the last label's number. */
  public long printed() {
    return store.find(Roll.KEY, Roll.class).map(roll -> roll.version().value()).orElse(0L);
  }
}
