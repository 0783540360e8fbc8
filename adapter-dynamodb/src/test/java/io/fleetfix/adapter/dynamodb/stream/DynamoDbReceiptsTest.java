package io.fleetfix.adapter.dynamodb.stream;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.application.port.Receipts.Arrivals;
import io.fleetfix.application.port.StorageUnavailable;
import org.junit.jupiter.api.Test;

class DynamoDbReceiptsTest {
  private final ManualClock clock = new ManualClock();
  private final FakeRows rows = new FakeRows();
  private final DynamoDbReceipts one = new DynamoDbReceipts(rows, clock);
  private final DynamoDbReceipts other = new DynamoDbReceipts(rows, clock);

  @Test
  void oneInstanceKnowsWhatAnotherHasSeen() {
    one.seen(Arrivals.byTheFastPath(NOON, NOON.plusSeconds(1)));
    other.seen(Arrivals.byAnotherWay(NOON.plusSeconds(9)));

    assertThat(one.latest())
        .isEqualTo(new Arrivals(NOON, NOON.plusSeconds(1), NOON.plusSeconds(9)))
        .isEqualTo(other.latest());
  }

  @Test
  void writesOnlyNowAndThen() {
    one.seen(Arrivals.byAnotherWay(NOON));
    rows.failNext(1_000);
    for (int i = 1; i < 100; i++) {
      one.seen(Arrivals.byAnotherWay(NOON.plusSeconds(i)));
    }
    rows.failNext(0);
    assertThat(other.latest().at()).isEqualTo(NOON);

    clock.advance(DynamoDbReceipts.WRITE_EVERY);
    one.seen(Arrivals.byAnotherWay(NOON.plusSeconds(50)));

    assertThat(other.latest().at()).isEqualTo(NOON.plusSeconds(99));
  }

  @Test
  void triesAgainWithTheNextReceiptWhatItCouldNotWrite() {
    rows.failNext(1);
    assertThatThrownBy(() -> one.seen(Arrivals.byAnotherWay(NOON.plusSeconds(5))))
        .isInstanceOf(StorageUnavailable.class);

    one.seen(Arrivals.byAnotherWay(NOON));

    assertThat(other.latest().at()).isEqualTo(NOON.plusSeconds(5));
  }

  @Test
  void anotherInstancesLaterReceiptStands() {
    other.seen(Arrivals.byTheFastPath(NOON.plusSeconds(60), NOON.plusSeconds(61)));

    one.seen(Arrivals.byTheFastPath(NOON, NOON.plusSeconds(1)));

    assertThat(new DynamoDbReceipts(rows, clock).latest())
        .isEqualTo(Arrivals.byTheFastPath(NOON.plusSeconds(60), NOON.plusSeconds(61)));
  }
}
