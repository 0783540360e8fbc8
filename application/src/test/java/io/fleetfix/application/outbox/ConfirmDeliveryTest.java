package io.fleetfix.application.outbox;

import static io.fleetfix.application.outbox.SomeEntries.FIRST;
import static io.fleetfix.application.outbox.SomeEntries.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.DeliveryLedger.Confirmation;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.Receipts;
import io.fleetfix.application.port.Receipts.Arrivals;
import io.fleetfix.application.port.StorageUnavailable;
import io.fleetfix.domain.EventId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConfirmDeliveryTest {
  private static final Instant NOW = Instant.parse("2025-11-12T14:00:01.000Z");

  private final List<String> heard = new ArrayList<>();
  private final SeenReceipts receipts = new SeenReceipts();

  @Test
  void confirmsTheEntryAtTheTimeOfItsReceipt() {
    List<String> confirmed = new ArrayList<>();

    confirmDelivery(
            (eventId, at) -> {
              confirmed.add(eventId + " at " + at);
              return Confirmation.FIRST;
            })
        .on(SECOND);

    assertThat(confirmed).containsExactly(SECOND.eventId() + " at " + NOW);
    assertThat(heard).containsExactly(SECOND.eventId() + " FIRST at " + NOW);
  }

  @Test
  void tellsWhatCameByTheFastPath() {
    confirmDelivery(Confirmation.FIRST).on(FIRST);

    assertThat(receipts.latest()).isEqualTo(new Arrivals(FIRST.occurredAt(), NOW, NOW));
  }

  @ParameterizedTest
  @EnumSource(names = {"REPEATED", "AFTER_RESEND"})
  void tellsWhatCameByAnotherWay(Confirmation confirmation) {
    confirmDelivery(confirmation).on(FIRST);

    assertThat(receipts.latest()).isEqualTo(new Arrivals(null, null, NOW));
    assertThat(heard).hasSize(1);
  }

  @Test
  void aReceiptForAnUnknownEventIsOnlyHeardOf() {
    confirmDelivery(Confirmation.UNKNOWN).on(SECOND);

    assertThat(receipts.latest()).isEqualTo(Arrivals.NONE);
    assertThat(heard).containsExactly(SECOND.eventId() + " UNKNOWN at " + NOW);
  }

  @Test
  void givesTheReceiptBackWhenTheStoreIsUnavailable() {
    StorageUnavailable unclear = new StorageUnavailable(new IllegalStateException("timeout"));

    assertThatThrownBy(
            () ->
                confirmDelivery(
                        (eventId, at) -> {
                          throw unclear;
                        })
                    .on(FIRST))
        .isSameAs(unclear);
    assertThat(heard).isEmpty();
    assertThat(receipts.latest()).isEqualTo(Arrivals.NONE);
  }

  private ConfirmDelivery confirmDelivery(Confirmation confirmation) {
    return confirmDelivery((eventId, at) -> confirmation);
  }

  private ConfirmDelivery confirmDelivery(Confirming confirming) {
    return new ConfirmDelivery(
        new ConfirmingLedger(confirming), receipts, InstantSource.fixed(NOW), this::hear);
  }

  private void hear(OutboxEntry event, Confirmation confirmation, Instant at) {
    heard.add(event.eventId() + " " + confirmation + " at " + at);
  }

  private interface Confirming {
    Confirmation confirm(EventId eventId, Instant at);
  }

  private record ConfirmingLedger(Confirming confirming) implements DeliveryLedger {
    @Override
    public Confirmation confirm(EventId eventId, Instant deliveredAt) {
      return confirming.confirm(eventId, deliveredAt);
    }

    @Override
    public Optional<Delivery> find(EventId eventId) {
      throw new AssertionError("A receipt looks nothing up");
    }

    @Override
    public void note(EventId eventId, Attempt attempt) {
      throw new AssertionError("A receipt sends nothing");
    }
  }

  private static final class SeenReceipts implements Receipts {
    private Arrivals all = Arrivals.NONE;

    @Override
    public void seen(Arrivals arrivals) {
      all = all.and(arrivals);
    }

    @Override
    public Arrivals latest() {
      return all;
    }
  }
}
