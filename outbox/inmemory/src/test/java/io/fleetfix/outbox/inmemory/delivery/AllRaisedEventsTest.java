package io.fleetfix.outbox.inmemory.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.ParcelShipped;
import io.fleetfix.outbox.delivery.AllRaisedEvents;
import io.fleetfix.outbox.delivery.Finding.Kind;
import io.fleetfix.outbox.delivery.NoRaisedEvents;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.inmemory.Labels.Label;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.Raised;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** No kind of aggregate is left out of reconciliation and redelivery. */
class AllRaisedEventsTest {
  private final Outpost outpost = new Outpost();

  @Test
  void refusesToStartIfAKindIsMissing() {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> new AllRaisedEvents(List.of(outpost.parcels), Set.of(Parcel.class, Label.class)))
        .withMessageContaining(Label.class.getName())
        .withMessageContaining("NoRaisedEvents");
  }

  @Test
  void refusesToStartIfAKindIsDefinedTwice() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new AllRaisedEvents(
                    List.of(outpost.parcels, new NoRaisedEvents<>(Parcel.class, Parcel.KEY_PREFIX)),
                    Set.of(Parcel.class)))
        .withMessageContaining("twice");
  }

  @Test
  void acceptsAKindThatRaisesNoEvents() {
    Set<Class<? extends Aggregate>> stored = Set.of(Parcel.class, Label.class);

    AllRaisedEvents raised =
        new AllRaisedEvents(
            List.of(outpost.parcels, new NoRaisedEvents<>(Label.class, Label.KEY_PREFIX)), stored);

    assertThat(raised.eventTypes()).containsExactly(ParcelShipped.TYPE);
    assertThat(raised.mismatches())
        .containsExactly(Kind.NO_ENTRY, Kind.missing(ShippedParcels.LABEL), Kind.UNREADABLE);
  }

  @Test
  void findsOneAggregateByItsPrefix() {
    Parcel shipped = outpost.ship();

    assertThat(outpost.raised.of(shipped.aggregateId()))
        .hasValueSatisfying(raised -> assertThat(raised.state()).isEqualTo(shipped));
    assertThat(outpost.raised.of("UNKNOWN#1")).isEmpty();
    assertThat(outpost.raised.of(Label.KEY_PREFIX + shipped.id())).isEmpty();
  }

  @Test
  void readsEveryKindAsOneList() {
    List<Aggregate> shipped = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      shipped.add(outpost.ship());
    }
    Window window = Window.last(Duration.ofHours(1), outpost.instant().plusMillis(1));

    List<Aggregate> read = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      Page<Raised<?>> page = outpost.raised.between(window, new PageRequest(2, cursor));
      page.items().forEach(raised -> read.add(raised.state()));
      cursor = page.nextCursor();
    } while (cursor != null);

    assertThat(read).containsExactlyInAnyOrderElementsOf(shipped);
  }

  @Test
  void refusesAForeignCursor() {
    Window window = Window.last(Duration.ofHours(1), outpost.instant());

    for (String cursor : List.of("", "x", "4.", "999999999999.", "0.x")) {
      assertThatExceptionOfType(InvalidValue.class)
          .as(cursor)
          .isThrownBy(() -> outpost.raised.between(window, new PageRequest(2, cursor)));
    }
  }
}
