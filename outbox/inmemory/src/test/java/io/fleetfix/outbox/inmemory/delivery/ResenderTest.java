package io.fleetfix.outbox.inmemory.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.delivery.Resender;
import io.fleetfix.outbox.delivery.Resender.Resent;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger.Confirmation;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each resend is recorded before it is sent. */
class ResenderTest {
  private final Outpost outpost = new Outpost();

  @Test
  void reportsTheResultOfEachEntry() {
    OutboxEntry accepted = outpost.raise();
    OutboxEntry refused = outpost.raise();
    OutboxEntry unasked = outpost.raise();
    OutboxEntry claimed = outpost.raise();
    OutboxEntry unknown = Parcels.entry();
    List<Delivery> seen =
        Stream.of(accepted, refused, claimed, unasked, unknown).map(Delivery::pending).toList();
    outpost.ledger.claimResend(Delivery.pending(claimed), outpost.instant(), outpost.instant());
    outpost.answer(
        asked ->
            asked.equals(refused)
                ? Optional.of(Cause.REFUSED)
                : asked.equals(unasked) ? Optional.of(Cause.UNAVAILABLE) : Optional.empty());

    assertThat(outpost.resender.resend(seen, outpost.instant(), each -> outpost.instant()))
        .containsExactly(
            entry(accepted.eventId(), new Resent.Accepted()),
            entry(refused.eventId(), new Resent.Refused("Simulated")),
            entry(claimed.eventId(), new Resent.NotClaimed()),
            entry(unasked.eventId(), new Resent.Unavailable()),
            entry(unknown.eventId(), new Resent.NotClaimed()));

    assertThat(outpost.sent()).containsExactly(accepted, refused, unasked);
    assertThat(outpost.read(refused).refusals()).as("counted by the caller").isZero();
  }

  @Test
  void doesNotCallTheBusWhenNothingCanBeClaimed() {
    Delivery unknown = Delivery.pending(Parcels.entry());
    outpost.answer(
        asked -> {
          throw new AssertionError("Nothing was claimed");
        });

    assertThat(
            outpost.resender.resend(List.of(unknown), outpost.instant(), each -> outpost.instant()))
        .containsExactly(entry(unknown.entry().eventId(), new Resent.NotClaimed()));
  }

  @Test
  void sendsWhatWasClaimedBeforeTheStoreFailed() {
    OutboxEntry claimed = outpost.raise();
    OutboxEntry next = outpost.raise();
    Resender failing =
        new Resender(
            new PassingLedger(outpost.ledger) {
              @Override
              public boolean claimResend(Delivery seen, Instant at, Instant dueAgain) {
                if (seen.entry().equals(next)) {
                  throw new StorageUnavailable(new IllegalStateException("timeout"));
                }
                return super.claimResend(seen, at, dueAgain);
              }
            },
            outpost);

    assertThat(
            failing.resend(
                List.of(Delivery.pending(claimed), Delivery.pending(next)),
                outpost.instant(),
                each -> outpost.instant()))
        .containsExactly(
            entry(claimed.eventId(), new Resent.Accepted()),
            entry(next.eventId(), new Resent.NotClaimed()));

    assertThat(outpost.sent()).containsExactly(claimed);
  }

  @Test
  void claimsBeforeEvenTheFastestReceipt() {
    OutboxEntry entry = outpost.raise();
    outpost.answer(
        asked -> {
          assertThat(outpost.ledger.confirm(asked, outpost.instant()))
              .isEqualTo(Confirmation.AFTER_RESEND);
          return Optional.empty();
        });

    outpost.resender.resend(
        List.of(Delivery.pending(entry)), outpost.instant(), each -> outpost.instant());

    assertThat(outpost.sent()).containsExactly(entry);
  }
}
