package io.fleetfix.outbox.contracts.sweeper;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.StoreUnderTest;
import io.fleetfix.outbox.port.Receipts;
import io.fleetfix.outbox.port.Receipts.Progress;
import io.fleetfix.outbox.port.Receipts.Receipt;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The contract of {@link Receipts}. */
public interface ReceiptsContract {
  StoreUnderTest store();

  @Test
  default void startsEmpty() {
    assertThat(store().receipts().latest()).isEqualTo(Progress.NONE);
  }

  @Test
  default void countsTheReceiptsOfTheFastPath() {
    Receipts receipts = store().receipts();

    receipts.recordReceipt(Receipt.byFastPath(NOON, TWO_O_CLOCK));
    receipts.recordReceipt(Receipt.otherwise(TWO_O_CLOCK.plusSeconds(1)));
    receipts.recordReceipt(Receipt.byFastPath(NOON.plusSeconds(10), TWO_O_CLOCK.plusSeconds(2)));

    assertThat(receipts.latest())
        .isEqualTo(new Progress(2, NOON.plusSeconds(10), TWO_O_CLOCK.plusSeconds(2)));
  }

  @Test
  default void otherReceiptsAreNoProgressOfTheFastPath() {
    Receipts receipts = store().receipts();

    receipts.recordReceipt(Receipt.otherwise(NOON));

    assertThat(receipts.latest()).isEqualTo(new Progress(0, null, NOON));
  }

  /** A receipt of an instance with a wrong clock must not hide all that follow. */
  @Test
  default void theLastReceiptCountsWhateverItsTimes() {
    Receipts receipts = store().receipts();
    Duration years = Duration.ofDays(3_650);

    receipts.recordReceipt(Receipt.byFastPath(NOON.plus(years), TWO_O_CLOCK.plus(years)));
    receipts.recordReceipt(Receipt.byFastPath(NOON, TWO_O_CLOCK));

    assertThat(receipts.latest()).isEqualTo(new Progress(2, NOON, TWO_O_CLOCK));
  }
}
