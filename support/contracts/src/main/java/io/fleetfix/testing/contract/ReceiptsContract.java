package io.fleetfix.testing.contract;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.Receipts;
import io.fleetfix.application.port.Receipts.Arrivals;
import org.junit.jupiter.api.Test;

/** What {@link Receipts} promises. */
public interface ReceiptsContract {
  StorageUnderTest storage();

  @Test
  default void hasSeenNothingAtFirst() {
    assertThat(storage().receipts().latest()).isEqualTo(Arrivals.NONE);
  }

  @Test
  default void keepsTheLaterOfEachTime() {
    Receipts receipts = storage().receipts();

    receipts.seen(Arrivals.byTheFastPath(NOON.plusSeconds(10), TWO_O_CLOCK));
    receipts.seen(Arrivals.byTheFastPath(NOON, TWO_O_CLOCK.plusSeconds(1)));
    receipts.seen(Arrivals.byAnotherWay(TWO_O_CLOCK.plusSeconds(2)));
    receipts.seen(Arrivals.byAnotherWay(NOON));

    assertThat(receipts.latest())
        .isEqualTo(
            new Arrivals(
                NOON.plusSeconds(10), TWO_O_CLOCK.plusSeconds(1), TWO_O_CLOCK.plusSeconds(2)));
  }

  @Test
  default void knowsNoFastPathFromOtherArrivals() {
    Receipts receipts = storage().receipts();

    receipts.seen(Arrivals.byAnotherWay(NOON));

    assertThat(receipts.latest()).isEqualTo(new Arrivals(null, null, NOON));
  }
}
