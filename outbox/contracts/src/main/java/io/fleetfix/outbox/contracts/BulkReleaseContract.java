package io.fleetfix.outbox.contracts;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static io.fleetfix.outbox.contracts.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.sweeper.DueEntriesContract;
import io.fleetfix.outbox.delivery.ReleaseQuarantined;
import io.fleetfix.outbox.delivery.ReleaseQuarantined.Order;
import io.fleetfix.outbox.delivery.ReleaseQuarantined.Released;
import io.fleetfix.outbox.delivery.ReleaseQuarantined.Released.Result;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.Delivery.State;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.QuarantineReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The contract of the quarantine for the release of many entries. */
public interface BulkReleaseContract {
  QuarantineReason DENIED = QuarantineReason.refused("AccessDeniedException");
  QuarantineReason TOO_LARGE = QuarantineReason.refused("TooLarge");

  StoreUnderTest store();

  @Test
  default void releasesExactlyTheEntriesWithTheReason() throws Exception {
    StoreUnderTest store = store();
    List<OutboxEntry> denied = new ArrayList<>();
    List<OutboxEntry> others = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      denied.add(quarantined(store, DENIED, NOON.plusSeconds(i)));
      others.add(quarantined(store, TOO_LARGE, NOON.plusSeconds(i)));
    }
    untilListed(store, 14);

    List<Released> released = release(store, new Order(DENIED.code(), false));

    assertThat(released)
        .containsExactlyInAnyOrderElementsOf(
            denied.stream().map(entry -> released(entry, Result.RELEASED)).toList());
    assertThat(denied)
        .allSatisfy(entry -> assertThat(stateOf(store, entry)).isEqualTo(State.PENDING));
    assertThat(others)
        .allSatisfy(
            entry -> assertThat(stateOf(store, entry)).isInstanceOf(State.Quarantined.class));
  }

  @Test
  default void releasesAllEntriesAndMakesThemDue() throws Exception {
    StoreUnderTest store = store();
    List<OutboxEntry> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(quarantined(store, i % 2 == 0 ? DENIED : TOO_LARGE, NOON));
    }
    untilListed(store, 8);

    assertThat(release(store, new Order(null, false))).hasSize(8);

    eventually(
        () ->
            assertThat(store.ledger().due(TWO_O_CLOCK, DueEntriesContract.NEVER, 10).items())
                .extracting(delivery -> delivery.entry())
                .containsExactlyInAnyOrderElementsOf(all));
    untilListed(store, 0);
  }

  @Test
  default void aDryRunReleasesNothing() throws Exception {
    StoreUnderTest store = store();
    OutboxEntry entry = quarantined(store, DENIED, NOON);
    untilListed(store, 1);

    assertThat(release(store, new Order(DENIED.code(), true)))
        .containsExactly(
            new Released(entry.eventId().toString(), DENIED.code(), Result.WOULD_BE_RELEASED));

    assertThat(stateOf(store, entry)).isEqualTo(new State.Quarantined(NOON, DENIED));
  }

  @Test
  default void losesNoEntryToConcurrentReceiptsAndReleases() throws Exception {
    StoreUnderTest store = store();
    List<OutboxEntry> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(quarantined(store, DENIED, NOON.plusSeconds(i)));
    }
    untilListed(store, 20);
    AtomicInteger thread = new AtomicInteger();

    List<Integer> released =
        together(
            4,
            () -> {
              if (thread.getAndIncrement() == 0) {
                for (int i = 0; i < all.size(); i += 2) {
                  store.ledger().confirm(all.get(i), TWO_O_CLOCK);
                }
                return 0;
              }
              return (int)
                  release(store, new Order(null, false)).stream()
                      .filter(each -> each.result() == Result.RELEASED)
                      .count();
            });

    assertThat(released.stream().mapToInt(count -> count).sum()).isBetween(10, 20);
    for (int i = 0; i < all.size(); i++) {
      assertThat(stateOf(store, all.get(i)))
          .isEqualTo(i % 2 == 0 ? new State.Delivered(TWO_O_CLOCK) : State.PENDING);
    }
  }

  private static OutboxEntry quarantined(
      StoreUnderTest store, QuarantineReason reason, Instant at) {
    OutboxEntry entry = store.raised(NOON);
    store.ledger().quarantine(entry, reason, at);
    return entry;
  }

  private static Released released(OutboxEntry entry, Result result) {
    return new Released(entry.eventId().toString(), DENIED.code(), result);
  }

  private static void untilListed(StoreUnderTest store, int count) throws Exception {
    eventually(
        () ->
            assertThat(store.ledger().quarantined(new PageRequest(100, null)).items())
                .hasSize(count));
  }

  /** Page by page, and with pages that are smaller than the list. */
  private static List<Released> release(StoreUnderTest store, Order order) {
    ReleaseQuarantined release = new ReleaseQuarantined(store.ledger(), () -> TWO_O_CLOCK);
    List<Released> all = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      Page<Released> page = release.release(order, new PageRequest(3, cursor));
      assertThat(page.unreadable()).isEmpty();
      all.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    return all;
  }

  private static State stateOf(StoreUnderTest store, OutboxEntry entry) {
    return store.ledger().find(entry.eventId()).orElseThrow().state();
  }
}
