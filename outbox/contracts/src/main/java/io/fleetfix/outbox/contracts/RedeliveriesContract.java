package io.fleetfix.outbox.contracts;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.Redeliveries;
import io.fleetfix.outbox.port.Redeliveries.Redelivery;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of {@link Redeliveries}. */
public interface RedeliveriesContract {
  StoreUnderTest store();

  @Test
  default void listsTheLatestRedeliveriesOfOneEventFirst() {
    StoreUnderTest store = store();
    EventId eventId = store.raised(NOON).eventId();
    EventId other = store.raised(NOON).eventId();
    Redelivery first = new Redelivery(eventId, NOON, "ada");
    Redelivery second = new Redelivery(eventId, TWO_O_CLOCK, "grace");
    store.redeliveries().add(second);
    store.redeliveries().add(new Redelivery(other, NOON, "ada"));
    store.redeliveries().add(first);

    assertThat(store.redeliveries().of(eventId)).containsExactly(second, first);
  }

  @Test
  default void keepsTwoRedeliveriesOfTheSameInstant() {
    StoreUnderTest store = store();
    EventId eventId = store.raised(NOON).eventId();
    Redelivery same = new Redelivery(eventId, NOON, "ada");

    store.redeliveries().add(same);
    store.redeliveries().add(same);

    assertThat(store.redeliveries().of(eventId)).containsExactly(same, same);
  }

  @Test
  default void returnsOnlyTheLatestOfMany() {
    StoreUnderTest store = store();
    EventId eventId = store.raised(NOON).eventId();
    List<Redelivery> all =
        IntStream.range(0, Redeliveries.MOST_SHOWN + 5)
            .mapToObj(i -> new Redelivery(eventId, NOON.plusSeconds(i), "ada"))
            .toList();
    all.forEach(store.redeliveries()::add);

    assertThat(store.redeliveries().of(eventId))
        .isEqualTo(all.reversed().subList(0, Redeliveries.MOST_SHOWN));
  }
}
