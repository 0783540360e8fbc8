package io.fleetfix.outbox.contracts;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static io.fleetfix.outbox.contracts.Parcels.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxStream;
import io.fleetfix.outbox.port.QuarantineReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The contract of {@link OutboxStream}. */
public interface OutboxStreamContract {
  /** Long enough for a store to show a commit in its stream. */
  Duration LONG = Duration.ofSeconds(30);

  /**
   * Long enough to see that nothing arrives. A slow store only weakens the test and cannot fail it.
   */
  Duration SHORT = Duration.ofMillis(300);

  StoreUnderTest store();

  @Test
  default void passesEachCommittedEntryOnce() throws Exception {
    StoreUnderTest store = store();
    List<OutboxEntry> raised = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      raised.add(store.raised(NOON));
    }

    List<OutboxEntry> taken = take(store, raised.size());

    assertThat(taken).containsExactlyInAnyOrderElementsOf(raised);
    assertThat(store.stream().take(SHORT, more -> {})).isZero();
  }

  @Test
  default void repeatsTheSameEntriesWhenTheTakerFails() throws Exception {
    StoreUnderTest store = store();
    OutboxEntry raised = store.raised(NOON);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(
              () ->
                  store.stream()
                      .take(
                          LONG,
                          entries -> {
                            assertThat(entries).containsExactly(raised);
                            throw new IllegalStateException("The bus is down");
                          }))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("The bus is down");
    }

    assertThat(take(store, 1)).containsExactly(raised);
    assertThat(store.stream().take(SHORT, more -> {})).isZero();
  }

  @Test
  default void passesNothingButNewEntries() throws Exception {
    StoreUnderTest store = store();
    Parcel packed = store.packed();
    Change<Parcel> repacked = accepted(packed.repack("Two books"));
    store.unitOfWork().commit(repacked);
    Change<Parcel> shipped = Parcels.shipped(repacked.state(), NOON);
    store.unitOfWork().commit(shipped, Change.of(Parcels.aRecord(NOON)));
    OutboxEntry delivered = OutboxEntry.of(shipped.state().shippedEvent());
    OutboxEntry setAside = store.raised(NOON);
    store.ledger().claimResend(Delivery.pending(delivered), NOON, TWO_O_CLOCK);
    store.ledger().recordRefusal(delivered);
    store.ledger().confirm(delivered, TWO_O_CLOCK);
    store.ledger().quarantine(setAside, QuarantineReason.ofText("No use"), NOON);
    store.ledger().release(setAside.eventId(), TWO_O_CLOCK);

    List<OutboxEntry> entries = take(store, 2);

    assertThat(entries).containsExactlyInAnyOrder(delivered, setAside);
    assertThat(store.stream().take(SHORT, more -> {})).isZero();
  }

  @Test
  default void waitsForAnEntryThatIsCommittedLater() throws Exception {
    StoreUnderTest store = store();
    CompletableFuture<List<OutboxEntry>> waiting =
        CompletableFuture.supplyAsync(() -> takeUnchecked(store));

    OutboxEntry raised = store.raised(NOON);

    assertThat(waiting.get()).containsExactly(raised);
  }

  @Test
  default void doesNotCallTheTakerWithoutEntries() throws Exception {
    int taken =
        store().stream()
            .take(
                Duration.ZERO,
                entries -> {
                  throw new AssertionError("Nothing was committed: " + entries);
                });

    assertThat(taken).isZero();
  }

  private static List<OutboxEntry> take(StoreUnderTest store, int expected)
      throws InterruptedException {
    List<OutboxEntry> all = new ArrayList<>();
    while (all.size() < expected && store.stream().take(LONG, all::addAll) > 0) {
      assertThat(all).doesNotHaveDuplicates();
    }
    return all;
  }

  private static List<OutboxEntry> takeUnchecked(StoreUnderTest store) {
    try {
      return take(store, 1);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
