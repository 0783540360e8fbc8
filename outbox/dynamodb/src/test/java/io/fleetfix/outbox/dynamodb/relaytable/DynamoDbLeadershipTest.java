package io.fleetfix.outbox.dynamodb.relaytable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DynamoDbLeadershipTest {
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration A_ROUND = Duration.ofSeconds(30);

  private final ManualClock clock = new ManualClock();
  private final FakeRows rows = new FakeRows();
  private final DynamoDbLeadership one = leadership(DynamoDbLeadership.SWEEPER);
  private final DynamoDbLeadership other = leadership(DynamoDbLeadership.SWEEPER);

  @Test
  void anInstanceLeadsAsLongAsItRenews() {
    for (int round = 0; round < 20; round++) {
      assertThat(one.isMine()).as("round %d", round).isTrue();
      assertThat(other.isMine()).as("round %d", round).isFalse();
      clock.advance(A_ROUND);
    }
  }

  @Test
  void anotherInstanceTakesOverWhenTheLeaderIsGone() {
    assertThat(one.isMine()).isTrue();
    int rounds = 0;
    while (!other.isMine()) {
      clock.advance(A_ROUND);
      rounds++;
    }

    assertThat(A_ROUND.multipliedBy(rounds)).isBetween(LEASE, LEASE.plus(A_ROUND.multipliedBy(2)));
    assertThat(one.isMine()).as("after it comes back").isFalse();
  }

  @Test
  void anotherInstanceTakesOverAtOnceWhenTheLeaderStops() {
    assertThat(one.isMine()).isTrue();

    one.close();

    assertThat(other.isMine()).isTrue();
  }

  @Test
  void leadershipIsUnknownWhileTheTableIsUnavailable() {
    rows.failNext(1);

    assertThatThrownBy(one::isMine).isInstanceOf(StorageUnavailable.class);

    assertThat(one.isMine()).isTrue();
  }

  @Test
  void whatIsReleasedCanBeTakenBack() {
    assertThat(one.isMine()).isTrue();
    one.release();
    clock.advance(LEASE);

    assertThat(one.isMine()).isTrue();
  }

  @Test
  void anotherWorkDoesNotKeepTheTurn() {
    DynamoDbLeadership reconciler = leadership(DynamoDbLeadership.RECONCILER);
    assertThat(one.isMine()).isTrue();
    int rounds = 0;
    while (!other.isMine()) {
      assertThat(reconciler.isMine()).as("round %d", rounds).isTrue();
      clock.advance(A_ROUND);
      rounds++;
    }

    assertThat(A_ROUND.multipliedBy(rounds))
        .isLessThanOrEqualTo(LEASE.plus(A_ROUND.multipliedBy(2)));
  }

  private DynamoDbLeadership leadership(String work) {
    return new DynamoDbLeadership(rows, work, LEASE, clock);
  }

  @Test
  void theReadersLeaseIsSeparate() {
    assertThat(one.isMine()).isTrue();

    assertThat(new Lease(rows, Lease.READER, "reader", LEASE, clock).keep()).isTrue();
  }
}
