package io.fleetfix.outbox.dynamodb.relaytable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private static final Duration TIME = Duration.ofSeconds(21);
  private static final Duration THIRD = Duration.ofSeconds(7);

  private final ManualClock clock = new ManualClock();
  private final FakeRows rows = new FakeRows();
  private final Lease first = lease("first");
  private final Lease second = lease("second");

  @Test
  void theFirstContenderGetsTheLease() {
    assertThat(first.keep()).isTrue();

    assertThat(first.mayWork()).isTrue();
    assertThat(second.keep()).isFalse();
    assertThat(second.mayWork()).isFalse();
  }

  @Test
  void isRenewedAfterAThirdOfTheLeaseTime() {
    first.keep();
    clock.advance(THIRD.minusNanos(1));
    first.keep();
    long before = first.fence();

    clock.advance(Duration.ofNanos(1));
    assertThat(first.quietNanos()).isZero();
    assertThat(first.keep()).isTrue();

    assertThat(before).isEqualTo(1);
    assertThat(first.fence()).isEqualTo(2);
    assertThat(first.quietNanos()).isEqualTo(THIRD.toNanos());
  }

  @Test
  void isNotTakenFromAHolderThatRenewsIt() {
    first.keep();
    for (int i = 0; i < 20; i++) {
      clock.advance(THIRD);
      assertThat(first.keep()).isTrue();
      assertThat(second.keep()).isFalse();
    }
  }

  @Test
  void isTakenOverWhenTheCounterHasNotChangedForTheLeaseTime() {
    first.keep();
    second.keep();
    clock.advance(TIME.minusNanos(1));
    assertThat(second.keep()).isFalse();

    clock.advance(THIRD);
    assertThat(second.keep()).isTrue();
    assertThat(second.fence()).isGreaterThan(first.fence());
  }

  @Test
  void aNewContenderWaitsTheWholeLeaseTimeHoweverOldTheRowIs() {
    first.keep();
    clock.advance(Duration.ofDays(1));

    assertThat(second.keep()).isFalse();
    clock.advance(TIME);
    assertThat(second.keep()).isTrue();
  }

  @Test
  void theHolderStopsAfterTwoThirdsOfTheLeaseTime() {
    first.keep();
    clock.advance(THIRD.multipliedBy(2).minusNanos(1));
    assertThat(first.mayWork()).isTrue();

    clock.advance(Duration.ofNanos(1));
    assertThat(first.mayWork()).isFalse();
  }

  @Test
  void aLateHolderContinuesIfTheLeaseWasNotTaken() {
    first.keep();
    clock.advance(TIME.multipliedBy(2));

    assertThat(first.keep()).isTrue();
    assertThat(first.mayWork()).isTrue();
  }

  @Test
  void aHolderThatIsTooLateLosesTheLease() {
    first.keep();
    second.keep();
    clock.advance(TIME);
    assertThat(second.keep()).isTrue();

    assertThat(first.keep()).isFalse();
    assertThat(first.mayWork()).isFalse();
  }

  @Test
  void aReleasedLeaseIsFreeAtOnceAndKeepsItsCounter() {
    first.keep();
    first.release();

    assertThat(first.mayWork()).isFalse();
    assertThat(second.keep()).isTrue();
    assertThat(second.fence()).isGreaterThan(first.fence());
  }

  @Test
  void aLeaseThatWasTakenOverIsNotReleased() {
    first.keep();
    second.keep();
    clock.advance(TIME);
    second.keep();

    first.release();

    clock.advance(THIRD);
    assertThat(second.keep()).isTrue();
  }

  @Test
  void aRenewalWithoutAnAnswerIsRetriedWithTheNextNumber() {
    first.keep();
    clock.advance(THIRD);
    rows.loseNextAnswer();
    assertThatThrownBy(first::keep).isInstanceOf(StorageUnavailable.class);
    assertThat(first.fence()).isEqualTo(1);

    assertThat(first.keep()).isTrue();
    assertThat(first.fence()).isEqualTo(3);
  }

  @Test
  void anAcquisitionWithoutAnAnswerDoesNotLockOutItsOwner() {
    rows.loseNextAnswer();
    assertThatThrownBy(first::keep).isInstanceOf(StorageUnavailable.class);
    assertThat(first.mayWork()).isFalse();

    clock.advance(THIRD);
    assertThat(first.keep()).isTrue();
  }

  @Test
  void aContenderChecksOncePerThirdOfTheLeaseTime() {
    first.keep();
    assertThat(second.quietNanos()).isZero();
    second.keep();
    first.release();

    clock.advance(THIRD.minusNanos(1));
    assertThat(second.quietNanos()).isEqualTo(1);
    assertThat(second.keep()).isFalse();
    clock.advance(Duration.ofNanos(1));
    assertThat(second.keep()).isTrue();
  }

  @Test
  void risesAboveAFenceFromBeforeItsRowWasLost() {
    first.keep();

    first.found(1_000);
    assertThat(first.quietNanos()).isZero();
    assertThat(first.keep()).isTrue();

    assertThat(first.fence()).isEqualTo(1_001);
    assertThat(first.quietNanos()).isEqualTo(THIRD.toNanos());
    assertThat(second.keep()).isFalse();
    clock.advance(TIME);
    assertThat(second.keep()).isTrue();
    assertThat(second.fence()).isGreaterThan(1_001);
  }

  @Test
  void doesNotRiseAboveTheFenceOfALaterHolder() {
    first.keep();
    second.keep();
    clock.advance(TIME);
    second.keep();

    first.found(second.fence());
    assertThat(first.keep()).isFalse();

    assertThat(first.mayWork()).isFalse();
    second.found(0);
    assertThat(second.keep()).isTrue();
  }

  private Lease lease(String holder) {
    return new Lease(rows, Lease.READER, holder, TIME, clock);
  }
}
