package io.fleetfix.outbox.inmemory.delivery;

import static io.fleetfix.outbox.inmemory.delivery.SomeEntries.FIRST;
import static io.fleetfix.outbox.inmemory.delivery.SomeEntries.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.delivery.ConfirmDelivery;
import io.fleetfix.outbox.inmemory.InMemoryReceipts;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger.Confirmation;
import io.fleetfix.outbox.port.Receipts;
import io.fleetfix.outbox.port.Receipts.Progress;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfirmDeliveryTest {
  private static final Instant NOW = Parcels.TWO_O_CLOCK.plusSeconds(1);

  private final List<String> heard = new ArrayList<>();
  private final InMemoryReceipts receipts = new InMemoryReceipts();

  @Test
  void confirmsTheEntryAtTheTimeOfItsReceipt() {
    List<String> confirmed = new ArrayList<>();

    confirmDelivery(
            (receipt, at) -> {
              confirmed.add(receipt + " at " + at);
              return Confirmation.FIRST;
            })
        .on(SECOND);

    assertThat(confirmed).containsExactly(SECOND + " at " + NOW);
    assertThat(heard).containsExactly(SECOND.eventId() + " FIRST at " + NOW);
  }

  @Test
  void recordsAFastPathReceipt() {
    confirmDelivery(Confirmation.FIRST).on(FIRST);

    assertThat(receipts.latest()).isEqualTo(new Progress(1, FIRST.occurredAt(), NOW));
  }

  @ParameterizedTest
  @EnumSource(names = {"REPEATED", "AFTER_RESEND"})
  void recordsAnyOtherReceiptWithoutFastPathProgress(Confirmation confirmation) {
    confirmDelivery(confirmation).on(FIRST);

    assertThat(receipts.latest()).isEqualTo(new Progress(0, null, NOW));
    assertThat(heard).hasSize(1);
  }

  @Test
  void aReceiptForAnUnknownEventOnlyCallsTheListener() {
    confirmDelivery(Confirmation.UNKNOWN).on(SECOND);

    assertThat(receipts.latest()).isEqualTo(Progress.NONE);
    assertThat(heard).containsExactly(SECOND.eventId() + " UNKNOWN at " + NOW);
  }

  @Test
  void failsWhenTheStoreIsUnavailable() {
    StorageUnavailable unclear = new StorageUnavailable(new IllegalStateException("timeout"));

    assertThatThrownBy(
            () ->
                confirmDelivery(
                        (receipt, at) -> {
                          throw unclear;
                        })
                    .on(FIRST))
        .isSameAs(unclear);
    assertThat(heard).isEmpty();
    assertThat(receipts.latest()).isEqualTo(Progress.NONE);
  }

  /** The event is confirmed by then: if the receipt failed, it would be repeated for nothing. */
  @Test
  void aReceiptDoesNotFailBecauseTheProgressCannotBeRecorded() {
    Receipts broken =
        new Receipts() {
          @Override
          public void recordReceipt(Receipt receipt) {
            throw new StorageUnavailable(new IllegalStateException("timeout"));
          }

          @Override
          public Progress latest() {
            throw new StorageUnavailable(new IllegalStateException("timeout"));
          }
        };

    confirmDelivery((receipt, at) -> Confirmation.FIRST, broken).on(FIRST);

    assertThat(heard).containsExactly(FIRST.eventId() + " FIRST at " + NOW);
  }

  private ConfirmDelivery confirmDelivery(Confirmation confirmation) {
    return confirmDelivery((receipt, at) -> confirmation);
  }

  private ConfirmDelivery confirmDelivery(Confirming confirming) {
    return confirmDelivery(confirming, receipts);
  }

  private ConfirmDelivery confirmDelivery(Confirming confirming, Receipts progress) {
    return new ConfirmDelivery(
        new PassingLedger(new InMemoryStore(Parcels.FORMAT).outbox()) {
          @Override
          public Confirmation confirm(OutboxEntry receipt, Instant deliveredAt) {
            return confirming.confirm(receipt, deliveredAt);
          }
        },
        progress,
        InstantSource.fixed(NOW),
        this::hear);
  }

  private void hear(OutboxEntry event, Confirmation confirmation, Instant at) {
    heard.add(event.eventId() + " " + confirmation + " at " + at);
  }

  private interface Confirming {
    Confirmation confirm(OutboxEntry receipt, Instant at);
  }
}
