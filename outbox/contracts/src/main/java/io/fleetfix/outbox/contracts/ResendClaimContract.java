package io.fleetfix.outbox.contracts;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static io.fleetfix.outbox.contracts.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.sweeper.DueEntriesContract;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.Delivery.State;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxLedger.Confirmation;
import io.fleetfix.outbox.port.QuarantineReason;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of {@link OutboxLedger} for resends and refusals. */
public interface ResendClaimContract {
  /** When a claimed entry is due again. */
  Instant AGAIN = TWO_O_CLOCK.plusSeconds(120);

  StoreUnderTest store();

  @Test
  default void countsAClaimAsAResend() {
    StoreUnderTest store = store();
    OutboxEntry entry = store.raised(NOON);

    assertThat(claim(store, Delivery.pending(entry))).isTrue();
    assertThat(claim(store, read(store, entry))).isTrue();

    assertThat(read(store, entry)).isEqualTo(new Delivery(entry, State.PENDING, 2, TWO_O_CLOCK));
  }

  @Test
  default void aClaimedEntryIsNotDueBeforeItsNewDueTime() throws Exception {
    StoreUnderTest store = store();
    OutboxEntry entry = store.raised(NOON);
    eventually(
        () ->
            assertThat(store.ledger().due(NOON, DueEntriesContract.NEVER, 10).items()).hasSize(1));

    claim(store, Delivery.pending(entry));

    eventually(
        () ->
            assertThat(store.ledger().due(AGAIN, DueEntriesContract.NEVER, 10).items())
                .containsExactly(read(store, entry)));
    assertThat(store.ledger().due(AGAIN.minusMillis(1), DueEntriesContract.NEVER, 10).items())
        .isEmpty();
  }

  @Test
  default void refusesAClaimBasedOnAStaleRead() {
    StoreUnderTest store = store();
    OutboxEntry entry = store.raised(NOON);
    Delivery seen = read(store, entry);
    claim(store, seen);

    boolean isClaimed =
        store.ledger().claimResend(seen, TWO_O_CLOCK.plusSeconds(1), AGAIN.plusSeconds(1));

    assertThat(isClaimed).isFalse();
    assertThat(read(store, entry)).isEqualTo(new Delivery(entry, State.PENDING, 1, TWO_O_CLOCK));
  }

  @Test
  default void refusesAClaimWithATooHighResendCount() {
    StoreUnderTest store = store();
    OutboxEntry entry = store.raised(NOON);

    assertThat(claim(store, new Delivery(entry, State.PENDING, 1, NOON))).isFalse();

    assertThat(read(store, entry)).isEqualTo(Delivery.pending(entry));
  }

  @Test
  default void exactlyOneOfManyConcurrentClaimsWins() throws Exception {
    StoreUnderTest store = store();
    Delivery seen = Delivery.pending(store.raised(NOON));

    List<Boolean> won = together(8, () -> claim(store, seen));

    assertThat(won).containsOnlyOnce(true);
    assertThat(read(store, seen.entry()).resends()).isEqualTo(1);
  }

  @Test
  default void aClaimOnAnUnknownEntryCreatesNothing() {
    StoreUnderTest store = store();
    OutboxEntry unknown = Parcels.entry();

    assertThat(claim(store, Delivery.pending(unknown))).isFalse();
    store.ledger().recordRefusal(unknown);

    assertThat(store.ledger().find(unknown.eventId())).isEmpty();
  }

  /** This holds however fast the receipt is, because a resend is claimed before it is published. */
  @Test
  default void aReceiptAfterAClaimIsNotCountedAsFastPath() {
    StoreUnderTest store = store();
    OutboxEntry fast = store.raised(NOON);
    OutboxEntry claimed = store.raised(NOON);
    OutboxEntry refused = store.raised(NOON);
    claim(store, Delivery.pending(claimed));
    claim(store, Delivery.pending(refused));
    store.ledger().recordRefusal(refused);

    for (OutboxEntry resent : List.of(claimed, refused)) {
      assertThat(confirm(store, resent)).isEqualTo(Confirmation.AFTER_RESEND);
      assertThat(read(store, resent))
          .isEqualTo(new Delivery(resent, new State.Delivered(AGAIN), 1, TWO_O_CLOCK));
      assertThat(confirm(store, resent)).isEqualTo(Confirmation.REPEATED);
    }
    assertThat(confirm(store, fast)).isEqualTo(Confirmation.FIRST);
  }

  @Test
  default void countsRefusalsSeparatelyFromResends() {
    StoreUnderTest store = store();
    OutboxEntry entry = store.raised(NOON);

    for (int refusals = 1; refusals <= 2; refusals++) {
      claim(store, read(store, entry));
      store.ledger().recordRefusal(entry);

      assertThat(read(store, entry))
          .isEqualTo(new Delivery(entry, new State.Pending(refusals), refusals, TWO_O_CLOCK));
    }
    claim(store, read(store, entry));

    assertThat(read(store, entry))
        .isEqualTo(new Delivery(entry, new State.Pending(2), 3, TWO_O_CLOCK));
  }

  @Test
  default void aResentDeliveredEntryStaysDelivered() {
    StoreUnderTest store = store();
    OutboxEntry entry = store.raised(NOON);
    Delivery seen = read(store, entry);
    confirm(store, entry);

    assertThat(claim(store, seen)).as("delivered since it was read").isTrue();
    store.ledger().recordRefusal(entry);

    assertThat(read(store, entry))
        .isEqualTo(new Delivery(entry, new State.Delivered(AGAIN), 1, TWO_O_CLOCK));
    assertThat(store.ledger().due(AGAIN.plusSeconds(9_999), DueEntriesContract.NEVER, 10).items())
        .isEmpty();
  }

  @Test
  default void aResentQuarantinedEntryStaysQuarantined() {
    StoreUnderTest store = store();
    OutboxEntry entry = store.raised(NOON);
    store.ledger().quarantine(entry, QuarantineReason.ofText("No use"), NOON);

    assertThat(claim(store, read(store, entry))).isTrue();
    store.ledger().recordRefusal(entry);

    assertThat(read(store, entry))
        .isEqualTo(
            new Delivery(
                entry,
                new State.Quarantined(NOON, QuarantineReason.ofText("No use")),
                1,
                TWO_O_CLOCK));
    assertThat(store.ledger().due(AGAIN.plusSeconds(9_999), DueEntriesContract.NEVER, 10).items())
        .isEmpty();
  }

  private static boolean claim(StoreUnderTest store, Delivery seen) {
    return store.ledger().claimResend(seen, TWO_O_CLOCK, AGAIN);
  }

  private static Confirmation confirm(StoreUnderTest store, OutboxEntry entry) {
    return store.ledger().confirm(entry, AGAIN);
  }

  private static Delivery read(StoreUnderTest store, OutboxEntry entry) {
    return store.ledger().find(entry.eventId()).orElseThrow();
  }
}
