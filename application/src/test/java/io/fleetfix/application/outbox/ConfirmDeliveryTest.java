package io.fleetfix.application.outbox;

import static io.fleetfix.application.outbox.SomeEntries.FIRST;
import static io.fleetfix.application.outbox.SomeEntries.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.StorageUnavailable;
import io.fleetfix.domain.EventId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConfirmDeliveryTest {
  private static final Instant NOW = Instant.parse("2025-11-12T14:00:01.000Z");

  @Test
  void confirmsTheEntryAtTheTimeOfItsReceipt() {
    ConfirmingLedger ledger = new ConfirmingLedger(FIRST, SECOND);

    new ConfirmDelivery(ledger, InstantSource.fixed(NOW)).on(SECOND);

    assertThat(ledger.confirmed).containsExactly(Map.entry(SECOND.eventId(), NOW));
  }

  @Test
  void dropsAReceiptForAnUnknownEvent() {
    ConfirmingLedger ledger = new ConfirmingLedger(FIRST);

    new ConfirmDelivery(ledger, InstantSource.fixed(NOW)).on(SECOND);

    assertThat(ledger.confirmed).isEmpty();
  }

  @Test
  void givesTheReceiptBackWhenTheStoreIsUnavailable() {
    StorageUnavailable unclear = new StorageUnavailable(new IllegalStateException("timeout"));
    ConfirmingLedger ledger = new ConfirmingLedger(FIRST);
    ledger.failure = unclear;
    ConfirmDelivery confirmDelivery = new ConfirmDelivery(ledger, InstantSource.fixed(NOW));

    assertThatThrownBy(() -> confirmDelivery.on(FIRST)).isSameAs(unclear);
    assertThat(ledger.confirmed).isEmpty();
  }

  private static final class ConfirmingLedger implements DeliveryLedger {
    private final List<OutboxEntry> entries;
    private final Map<EventId, Instant> confirmed = new LinkedHashMap<>();
    private @Nullable StorageUnavailable failure;

    ConfirmingLedger(OutboxEntry... entries) {
      this.entries = List.of(entries);
    }

    @Override
    public boolean confirm(EventId eventId, Instant deliveredAt) {
      if (failure != null) {
        throw failure;
      }
      boolean known = find(eventId).isPresent();
      if (known) {
        confirmed.putIfAbsent(eventId, deliveredAt);
      }
      return known;
    }

    @Override
    public Optional<Delivery> find(EventId eventId) {
      return entries.stream()
          .filter(entry -> entry.eventId().equals(eventId))
          .map(entry -> new Delivery(entry, confirmed.get(eventId)))
          .findFirst();
    }

    @Override
    public Backlog backlog() {
      return new Backlog(entries.size() - confirmed.size(), null);
    }
  }
}
