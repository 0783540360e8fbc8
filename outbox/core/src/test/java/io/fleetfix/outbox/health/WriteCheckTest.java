package io.fleetfix.outbox.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.health.WriteHealth.CommitsFail;
import io.fleetfix.outbox.health.WriteHealth.HeartbeatFails;
import io.fleetfix.outbox.health.WriteHealth.Unknown;
import io.fleetfix.outbox.health.WriteHealth.Works;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WriteCheckTest {
  private long now = Long.MAX_VALUE - 5; // System.nanoTime may overflow
  private Runnable store = () -> {};
  private final WriteCheck check = new WriteCheck(() -> store.run(), () -> now);

  @Test
  void isUnknownBeforeTheFirstHeartbeat() {
    assertThat(check.health()).isEqualTo(new Unknown(Optional.empty()));
  }

  @Test
  void worksAfterAHeartbeatAndSaysItsAge() {
    check.beat();
    pass(7);

    assertThat(check.health()).isEqualTo(new Works(seconds(7)));
  }

  @Test
  void isUnknownIfTheLastHeartbeatIsTooLongAgo() {
    check.beat();
    pass(30);
    assertThat(check.health()).isEqualTo(new Works(seconds(30)));
    pass(1);

    assertThat(check.health()).isEqualTo(new Unknown(Optional.of(seconds(31))));
  }

  @Test
  void aHeartbeatThatHangsIsAsOldAsItsBeginning() {
    store = () -> pass(31);
    check.beat();

    assertThat(check.health()).isEqualTo(new Unknown(Optional.of(seconds(31))));
  }

  @Test
  void failsSinceTheFirstOfSeveralFailedHeartbeatsAndHealsWithoutTraffic() {
    check.beat();
    pass(10);
    store = WriteCheckTest::refuse;
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(check::beat).isInstanceOf(StorageUnavailable.class);
      pass(10);
    }
    assertThat(check.health()).isEqualTo(new HeartbeatFails(seconds(30)));

    store = () -> {};
    check.beat();

    assertThat(check.health()).isEqualTo(new Works(Duration.ZERO));
  }

  @Test
  void anErrorIsAFailureToo() {
    store =
        () -> {
          throw new StackOverflowError("expected by this test");
        };
    assertThatThrownBy(check::beat).isInstanceOf(StackOverflowError.class);

    assertThat(check.health()).isEqualTo(new HeartbeatFails(Duration.ZERO));
  }

  @Test
  void aFewFailedCommitsAreNoReason() {
    check.beat();
    failCommits(WriteCheck.FAILED_COMMITS - 1);
    assertThat(check.health()).isEqualTo(new Works(Duration.ZERO));
    check.commitAnswered();
    failCommits(WriteCheck.FAILED_COMMITS - 1);

    assertThat(check.health()).isEqualTo(new Works(Duration.ZERO));
  }

  @Test
  void manyFailedCommitsInARowAreUntilOneIsAnswered() {
    check.beat();
    failCommits(1);
    pass(5);
    failCommits(WriteCheck.FAILED_COMMITS - 1);
    assertThat(check.health()).isEqualTo(new CommitsFail(5, seconds(5)));
    pass(2);
    check.beat();
    assertThat(check.health()).isEqualTo(new CommitsFail(5, seconds(7)));

    check.commitAnswered();

    assertThat(check.health()).isEqualTo(new Works(Duration.ZERO));
  }

  @Test
  void withoutTrafficFailedCommitsCountForHalfAMinute() {
    failCommits(WriteCheck.FAILED_COMMITS);
    pass(30);
    check.beat();
    assertThat(check.health()).isEqualTo(new CommitsFail(5, seconds(30)));

    pass(1);

    assertThat(check.health()).isEqualTo(new Works(seconds(1)));
  }

  private void failCommits(int number) {
    for (int i = 0; i < number; i++) {
      check.commitFailed();
    }
  }

  private void pass(long seconds) {
    now += seconds(seconds).toNanos();
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private static void refuse() {
    throw new StorageUnavailable(new IllegalStateException("expected by this test"));
  }
}
