package io.fleetfix.outbox.dynamodb.relaytable;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.port.Receipts.Arrivals;
import io.fleetfix.outbox.port.StorageUnavailable;
import org.junit.jupiter.api.Test;

class DynamoDbReceiptsTest {
  private final ManualClock clock = new ManualClock();
  private final FakeRows rows = new FakeRows();
  private final DynamoDbReceipts one = new DynamoDbReceipts(rows, clock);
  private final DynamoDbReceipts other = new DynamoDbReceipts(rows, clock);

  @Test
  void instancesSeeEachOthersReceipts() {
    one.recordReceipt(Arrivals.byFastPath(NOON, NOON.plusSeconds(1)));
    other.recordReceipt(Arrivals.otherwise(NOON.plusSeconds(9)));

    assertThat(one.latest())
        .isEqualTo(new Arrivals(NOON, NOON.plusSeconds(1), NOON.plusSeconds(9)))
        .isEqualTo(other.latest());
  }

  @Test
  void writesAtMostOncePerInterval() {
    one.recordReceipt(Arrivals.otherwise(NOON));
    rows.failNext(1_000);
    for (int i = 1; i < 100; i++) {
      one.recordReceipt(Arrivals.otherwise(NOON.plusSeconds(i)));
    }
    rows.failNext(0);
    assertThat(other.latest().at()).isEqualTo(NOON);

    clock.advance(DynamoDbReceipts.WRITE_EVERY);
    one.recordReceipt(Arrivals.otherwise(NOON.plusSeconds(50)));

    assertThat(other.latest().at()).isEqualTo(NOON.plusSeconds(99));
  }

  @Test
  void retriesAFailedWriteWithTheNextReceipt() {
    rows.failNext(1);
    assertThatThrownBy(() -> one.recordReceipt(Arrivals.otherwise(NOON.plusSeconds(5))))
        .isInstanceOf(StorageUnavailable.class);

    one.recordReceipt(Arrivals.otherwise(NOON));

    assertThat(other.latest().at()).isEqualTo(NOON.plusSeconds(5));
  }

  @Test
  void keepsALaterReceiptOfAnotherInstance() {
    other.recordReceipt(Arrivals.byFastPath(NOON.plusSeconds(60), NOON.plusSeconds(61)));

    one.recordReceipt(Arrivals.byFastPath(NOON, NOON.plusSeconds(1)));

    assertThat(new DynamoDbReceipts(rows, clock).latest())
        .isEqualTo(Arrivals.byFastPath(NOON.plusSeconds(60), NOON.plusSeconds(61)));
  }
}
