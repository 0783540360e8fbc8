package io.fleetfix.adapter.dynamodb.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.application.port.StorageUnavailable;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DynamoDbTurnTest {
  private static final Duration LEASE = Duration.ofSeconds(120);
  private static final Duration A_ROUND = Duration.ofSeconds(30);

  private final ManualClock clock = new ManualClock();
  private final FakeRows rows = new FakeRows();
  private final DynamoDbTurn one = new DynamoDbTurn(rows, LEASE, clock);
  private final DynamoDbTurn other = new DynamoDbTurn(rows, LEASE, clock);

  @Test
  void itIsOneInstancesTurnForAsLongAsItAsks() {
    for (int round = 0; round < 20; round++) {
      assertThat(one.isMine()).as("round %d", round).isTrue();
      assertThat(other.isMine()).as("round %d", round).isFalse();
      clock.advance(A_ROUND);
    }
  }

  @Test
  void anotherOneTakesOverFromAnInstanceThatIsGone() {
    assertThat(one.isMine()).isTrue();
    int rounds = 0;
    while (!other.isMine()) {
      clock.advance(A_ROUND);
      rounds++;
    }

    assertThat(A_ROUND.multipliedBy(rounds)).isBetween(LEASE, LEASE.plus(A_ROUND.multipliedBy(2)));
    assertThat(one.isMine()).as("it comes back").isFalse();
  }

  @Test
  void anInstanceThatStopsLetsTheNextHaveItAtOnce() {
    assertThat(one.isMine()).isTrue();

    one.close();

    assertThat(other.isMine()).isTrue();
  }

  @Test
  void nobodyCanSayWhoseTurnItIsWhileTheTableIsAway() {
    rows.failNext(1);

    assertThatThrownBy(one::isMine).isInstanceOf(StorageUnavailable.class);

    assertThat(one.isMine()).isTrue();
  }

  @Test
  void theReadersLeaseIsAnother() {
    assertThat(one.isMine()).isTrue();

    assertThat(new Lease(rows, Lease.READER, "reader", LEASE, clock).keep()).isTrue();
  }
}
