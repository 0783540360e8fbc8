package io.fleetfix.adapter.inmemory;

import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.outbox.RedeliverEvents;
import io.fleetfix.application.outbox.RedeliverEvents.Order;
import io.fleetfix.application.outbox.RedeliverEvents.Redelivered;
import io.fleetfix.application.outbox.RedeliverEvents.Redelivered.Result;
import io.fleetfix.application.outbox.Window;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.Repair;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A closed repair whose event the outbox has not, or not any more: that is told. */
class RedeliverLostEventTest {
  private final InMemoryWorkshop workshop = new InMemoryWorkshop();
  private final RedeliverEvents redeliver =
      new RedeliverEvents(
          new InMemoryRepairs(workshop),
          new InMemoryDeliveryLedger(new InMemoryWorkshop()), // as if all of it were lost
          new InMemoryRedeliveries(),
          new InMemoryEventBus(Map.of()),
          () -> TWO_O_CLOCK);

  @Test
  void isNotPassedOver() {
    Change<Repair> opened = opened();
    Change<Repair> completed = accepted(opened.state().complete(TWO_O_CLOCK.minusSeconds(1)));
    InMemoryUnitOfWork door = new InMemoryUnitOfWork(workshop);
    door.commit(opened);
    door.commit(completed);
    Redelivered lost =
        new Redelivered(completed.events().getFirst().eventId(), Result.UNKNOWN_OR_EXPIRED);
    Order order = new Order("Ada", false);

    assertThat(redeliver.repair(opened.state().id(), order).orElseThrow()).containsExactly(lost);
    assertThat(
            redeliver
                .window(
                    Window.last(Duration.ofHours(1), TWO_O_CLOCK), new PageRequest(10, null), order)
                .items())
        .containsExactly(lost);
  }
}
