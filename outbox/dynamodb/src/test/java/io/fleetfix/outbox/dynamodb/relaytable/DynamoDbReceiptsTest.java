package io.fleetfix.outbox.dynamodb.relaytable;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.port.Receipts.Progress;
import io.fleetfix.outbox.port.Receipts.Receipt;
import io.fleetfix.outbox.port.StorageUnavailable;
import org.junit.jupiter.api.Test;

class DynamoDbReceiptsTest {
  private final ManualClock clock = new ManualClock();
  private final FakeRows rows = new FakeRows();
  private final DynamoDbReceipts one = new DynamoDbReceipts(rows, clock);
  private final DynamoDbReceipts other = new DynamoDbReceipts(rows, clock);

  @Test
  void instancesAddTheirReceipts() {
    one.recordReceipt(Receipt.byFastPath(NOON, NOON.plusSeconds(1)));
    other.recordReceipt(Receipt.byFastPath(NOON.plusSeconds(3), NOON.plusSeconds(4)));
    new DynamoDbReceipts(rows, clock).recordReceipt(Receipt.otherwise(NOON.plusSeconds(9)));

    assertThat(one.latest())
        .isEqualTo(new Progress(2, NOON.plusSeconds(3), NOON.plusSeconds(9)))
        .isEqualTo(other.latest());
  }

  @Test
  void addsWhatAnotherInstanceWroteOverWithALaterReceipt() {
    one.recordReceipt(Receipt.byFastPath(NOON, NOON));
    rows.beforeNextPut =
        () -> new DynamoDbReceipts(rows, clock).recordReceipt(Receipt.byFastPath(NOON, NOON));
    other.recordReceipt(Receipt.byFastPath(NOON, NOON));
    assertThat(one.latest().fast()).isEqualTo(2);

    clock.advance(DynamoDbReceipts.WRITE_EVERY);
    other.recordReceipt(Receipt.byFastPath(NOON, NOON));

    assertThat(one.latest().fast()).isEqualTo(4);
  }

  @Test
  void writesAtMostOncePerInterval() {
    one.recordReceipt(Receipt.otherwise(NOON));
    rows.failNext(1_000);
    for (int i = 1; i < 100; i++) {
      one.recordReceipt(Receipt.byFastPath(NOON, NOON.plusSeconds(i)));
    }
    rows.failNext(0);
    assertThat(other.latest().fast()).isZero();
    assertThat(one.latest().fast()).as("its own are known before it writes them").isEqualTo(99);

    clock.advance(DynamoDbReceipts.WRITE_EVERY);
    one.recordReceipt(Receipt.otherwise(NOON.plusSeconds(100)));

    assertThat(other.latest()).isEqualTo(new Progress(99, NOON, NOON.plusSeconds(100)));
  }

  @Test
  void addsWhatAFailedWriteLeftWithALaterReceipt() {
    rows.failNext(1);
    assertThatThrownBy(() -> one.recordReceipt(Receipt.byFastPath(NOON, NOON)))
        .isInstanceOf(StorageUnavailable.class);
    clock.advance(DynamoDbReceipts.WRITE_EVERY);

    one.recordReceipt(Receipt.byFastPath(NOON, NOON));

    assertThat(other.latest().fast()).isEqualTo(2);
  }
}
