package io.fleetfix.outbox.contracts;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.port.Receipts;
import io.fleetfix.outbox.port.Receipts.Arrivals;
import org.junit.jupiter.api.Test;

/** The contract of {@link Receipts}. */
public interface ReceiptsContract {
  StoreUnderTest store();

  @Test
  default void startsEmpty() {
    assertThat(store().receipts().latest()).isEqualTo(Arrivals.NONE);
  }

  @Test
  default void keepsTheLaterOfEachTime() {
    Receipts receipts = store().receipts();

    receipts.recordReceipt(Arrivals.byFastPath(NOON.plusSeconds(10), TWO_O_CLOCK));
    receipts.recordReceipt(Arrivals.byFastPath(NOON, TWO_O_CLOCK.plusSeconds(1)));
    receipts.recordReceipt(Arrivals.otherwise(TWO_O_CLOCK.plusSeconds(2)));
    receipts.recordReceipt(Arrivals.otherwise(NOON));

    assertThat(receipts.latest())
        .isEqualTo(
            new Arrivals(
                NOON.plusSeconds(10), TWO_O_CLOCK.plusSeconds(1), TWO_O_CLOCK.plusSeconds(2)));
  }

  @Test
  default void otherArrivalsAreNotFastPathProgress() {
    Receipts receipts = store().receipts();

    receipts.recordReceipt(Arrivals.otherwise(NOON));

    assertThat(receipts.latest()).isEqualTo(new Arrivals(null, null, NOON));
  }
}
