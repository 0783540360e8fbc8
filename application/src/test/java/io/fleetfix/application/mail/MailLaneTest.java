package io.fleetfix.application.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.MailUnavailable;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MailLaneTest {
  private final AtomicLong now = new AtomicLong();
  private final MailLane lane = new MailLane(now::get);

  @Test
  void aServerThatCannotBeReachedPausesAllMailsAndOneTriesAfterEachPause() {
    lane.isUnreachable();

    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
      pass(Duration.ofSeconds(seconds).minusNanos(1));
      assertThat(passes(true)).isFalse();
      pass(Duration.ofNanos(1));
      assertThat(passes(true)).isTrue();
      assertThat(passes(true)).isFalse();
      assertThat(passes(false)).isFalse();
      lane.isUnreachable();
    }

    lane.works();
    assertThat(passes(true)).isTrue();
    assertThat(passes(false)).isTrue();
  }

  @Test
  void aTryThatDoesNotEndKeepsOthersFromTryingForOnePauseOnly() {
    lane.isUnreachable();
    pass(Duration.ofSeconds(1));
    assertThat(passes(false)).isTrue();

    pass(Duration.ofSeconds(1));
    assertThat(passes(false)).isTrue();
  }

  @Test
  void aServerThatTakesNothingFromUsPausesFurtherAttemptsOnly() {
    for (int i = 1; i < MailLane.MOST_IN_A_ROW; i++) {
      lane.takesNothing();
    }
    assertThat(passes(false)).isTrue();

    lane.takesNothing();

    assertThat(passes(false)).isFalse();
    assertThat(passes(true)).isTrue();
    pass(Duration.ofSeconds(1));
    assertThat(passes(false)).isTrue();
    assertThat(passes(false)).isFalse();
  }

  @Test
  void oneMailThatIsTakenEndsTheRow() {
    for (int i = 0; i < 10 * MailLane.MOST_IN_A_ROW; i++) {
      lane.takesNothing();
      if (i % MailLane.MOST_IN_A_ROW == MailLane.MOST_IN_A_ROW - 2) {
        lane.works();
      }
      assertThat(passes(false)).isTrue();
    }
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private boolean passes(boolean first) {
    try {
      lane.enter(first);
      return true;
    } catch (MailUnavailable paused) {
      return false;
    }
  }
}
