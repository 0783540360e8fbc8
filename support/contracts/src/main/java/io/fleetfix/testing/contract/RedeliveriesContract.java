package io.fleetfix.testing.contract;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.Redeliveries;
import io.fleetfix.application.port.Redeliveries.Redelivery;
import io.fleetfix.domain.EventId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link Redeliveries} promises. */
public interface RedeliveriesContract {
  StorageUnderTest storage();

  @Test
  default void tellsOfOneEventTheLatestFirst() {
    StorageUnderTest storage = storage();
    EventId eventId = storage.raised(NOON).eventId();
    EventId other = storage.raised(NOON).eventId();
    Redelivery first = new Redelivery(eventId, NOON, "ada");
    Redelivery second = new Redelivery(eventId, TWO_O_CLOCK, "grace");
    storage.redeliveries().add(second);
    storage.redeliveries().add(new Redelivery(other, NOON, "ada"));
    storage.redeliveries().add(first);

    assertThat(storage.redeliveries().of(eventId)).containsExactly(second, first);
  }

  @Test
  default void keepsTwoOfOneInstantApart() {
    StorageUnderTest storage = storage();
    EventId eventId = storage.raised(NOON).eventId();
    Redelivery same = new Redelivery(eventId, NOON, "ada");

    storage.redeliveries().add(same);
    storage.redeliveries().add(same);

    assertThat(storage.redeliveries().of(eventId)).containsExactly(same, same);
  }

  @Test
  default void showsTheLatestOfMany() {
    StorageUnderTest storage = storage();
    EventId eventId = storage.raised(NOON).eventId();
    List<Redelivery> all =
        IntStream.range(0, Redeliveries.MOST_SHOWN + 5)
            .mapToObj(i -> new Redelivery(eventId, NOON.plusSeconds(i), "ada"))
            .toList();
    all.forEach(storage.redeliveries()::add);

    assertThat(storage.redeliveries().of(eventId))
        .isEqualTo(all.reversed().subList(0, Redeliveries.MOST_SHOWN));
  }
}
