package io.fleetfix.testing.contract;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.Backlog;
import io.fleetfix.application.port.Backlog.Size;
import io.fleetfix.application.port.DeliveryLedger.Attempt;
import io.fleetfix.application.port.DeliveryLedger.Attempt.Outcome;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.OutboxEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@link Backlog} promises. */
public interface BacklogContract {
  StorageUnderTest storage();

  @Test
  default void countsWhatIsPendingAndKnowsTheOldest() throws Exception {
    StorageUnderTest storage = storage();
    assertThat(storage.backlog().size()).isEqualTo(Size.NONE);
    OutboxEntry newer = storage.raised(NOON.plusSeconds(5));
    OutboxEntry older = storage.raised(NOON);
    eventually(() -> assertThat(storage.backlog().size()).isEqualTo(new Size(2, NOON, 0)));

    storage.ledger().confirm(older.eventId(), TWO_O_CLOCK);
    eventually(
        () -> assertThat(storage.backlog().size()).isEqualTo(new Size(1, NOON.plusSeconds(5), 0)));

    storage.ledger().confirm(newer.eventId(), TWO_O_CLOCK);
    eventually(() -> assertThat(storage.backlog().size()).isEqualTo(Size.NONE));
  }

  @Test
  default void knowsTheOldestThoughItIsDueLast() throws Exception {
    StorageUnderTest storage = storage();
    OutboxEntry older = storage.raised(NOON);
    storage.raised(NOON.plusSeconds(5));

    storage.ledger().note(older.eventId(), sentAt(NOON.plusSeconds(60)));

    eventually(() -> assertThat(storage.backlog().size()).isEqualTo(new Size(2, NOON, 0)));
  }

  @Test
  default void countsWhatIsGivenUpApart() throws Exception {
    StorageUnderTest storage = storage();
    OutboxEntry givenUp = storage.raised(NOON);
    storage.raised(TWO_O_CLOCK);

    storage.quarantine().enter(givenUp.eventId(), "No use", TWO_O_CLOCK);

    eventually(() -> assertThat(storage.backlog().size()).isEqualTo(new Size(1, TWO_O_CLOCK, 1)));
    assertThat(storage.backlog().due(TWO_O_CLOCK.minusMillis(1), 10)).isEmpty();
  }

  @Test
  default void givesWhatIsDueTheOldestFirst() throws Exception {
    StorageUnderTest storage = storage();
    List<Delivery> raised = new ArrayList<>();
    for (int i = 20; i > 0; i--) {
      raised.addFirst(Delivery.pending(storage.raised(NOON.plusSeconds(i))));
    }

    eventually(() -> assertThat(storage.backlog().due(TWO_O_CLOCK, 100)).isEqualTo(raised));
    assertThat(storage.backlog().due(TWO_O_CLOCK, 3)).isEqualTo(raised.subList(0, 3));
    assertThat(storage.backlog().due(NOON.plusSeconds(3), 100)).isEqualTo(raised.subList(0, 3));
    assertThat(storage.backlog().due(NOON, 100)).isEmpty();
  }

  @Test
  default void givesWhatWasSentAgainOnlyWhenItIsDueAgain() throws Exception {
    StorageUnderTest storage = storage();
    OutboxEntry entry = storage.raised(NOON);
    eventually(() -> assertThat(storage.backlog().due(NOON, 10)).hasSize(1));

    storage.ledger().note(entry.eventId(), sentAt(TWO_O_CLOCK));

    assertThat(storage.backlog().due(TWO_O_CLOCK.plusSeconds(119), 10)).isEmpty();
    eventually(
        () ->
            assertThat(storage.backlog().due(TWO_O_CLOCK.plusSeconds(120), 10))
                .extracting(Delivery::entry)
                .containsExactly(entry));
  }

  @Test
  default void givesNothingThatIsDelivered() throws Exception {
    StorageUnderTest storage = storage();
    OutboxEntry entry = storage.raised(NOON);
    eventually(() -> assertThat(storage.backlog().due(NOON, 10)).hasSize(1));

    storage.ledger().confirm(entry.eventId(), TWO_O_CLOCK);

    assertThat(storage.backlog().due(TWO_O_CLOCK, 10)).isEmpty();
  }

  private static Attempt sentAt(Instant at) {
    return new Attempt(Outcome.ACCEPTED, at, at.plusSeconds(120));
  }
}
