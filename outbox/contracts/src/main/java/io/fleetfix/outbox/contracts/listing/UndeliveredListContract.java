package io.fleetfix.outbox.contracts.listing;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.contracts.StoreUnderTest;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.outbox.port.UndeliveredEntries;
import io.fleetfix.outbox.port.UndeliveredEntries.Undelivered;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of {@link UndeliveredEntries}. */
public interface UndeliveredListContract {
  StoreUnderTest store();

  @ParameterizedTest
  @EnumSource
  default void listsAllOfAStateLatestFirstInPages(Undelivered state) throws Exception {
    StoreUnderTest store = store();
    List<OutboxEntry> expected = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      OutboxEntry entry = store.raised(NOON.plusSeconds(i));
      if (state == Undelivered.QUARANTINED) {
        store
            .ledger()
            .quarantine(entry, QuarantineReason.ofText("No use"), TWO_O_CLOCK.plusSeconds(i));
      }
      expected.addFirst(entry);
    }

    eventually(() -> assertThat(entries(page(store, state, 10, null))).isEqualTo(expected));
    Page<Delivery> first = page(store, state, 4, null);
    Page<Delivery> second = page(store, state, 4, first.nextCursor());
    assertThat(entries(first)).isEqualTo(expected.subList(0, 4));
    assertThat(entries(second)).isEqualTo(expected.subList(4, 7));
    assertThat(second.nextCursor()).isNull();
  }

  @Test
  default void anEntryIsInTheListOfItsStateOnly() throws Exception {
    StoreUnderTest store = store();
    OutboxEntry entry = store.raised(NOON);
    assertIsIn(store, entry, Undelivered.PENDING);

    store.ledger().quarantine(entry, QuarantineReason.ofText("No use"), TWO_O_CLOCK);
    assertIsIn(store, entry, Undelivered.QUARANTINED);

    store.ledger().release(entry.eventId(), TWO_O_CLOCK);
    assertIsIn(store, entry, Undelivered.PENDING);

    store.ledger().confirm(entry, TWO_O_CLOCK);
    assertIsIn(store, entry, null);
  }

  private static void assertIsIn(
      StoreUnderTest store, OutboxEntry entry, @Nullable Undelivered expected) throws Exception {
    for (Undelivered state : Undelivered.values()) {
      eventually(
          () ->
              assertThat(entries(page(store, state, 10, null)))
                  .as("%s", state)
                  .isEqualTo(state == expected ? List.of(entry) : List.of()));
    }
  }

  @ParameterizedTest
  @EnumSource
  default void refusesAForeignCursor(Undelivered state) {
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> page(store(), state, 4, "none"));
  }

  private static List<OutboxEntry> entries(Page<Delivery> page) {
    return page.items().stream().map(Delivery::entry).toList();
  }

  private static Page<Delivery> page(
      StoreUnderTest store, Undelivered state, int limit, @Nullable String cursor) {
    return store.undelivered().list(state, new PageRequest(limit, cursor));
  }
}
