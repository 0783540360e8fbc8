package io.fleetfix.application.mail;

import io.fleetfix.application.port.MailUnavailable;
import io.fleetfix.outbox.retry.DoublingWait;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Lets mails pass to the mail server, or makes them wait for it. A server that can't be reached
 * pauses all mails. A server that takes nothing from us pauses only further attempts: a mail's
 * first attempt always passes, since what troubles the others may be no trouble of this one. After
 * each pause one mail tries whether the trouble has ended, and the pauses grow until it has.
 * Thread-safe.
 */
final class MailLane {
  /** So many mails in a row that a server does not take because of us are no coincidence. */
  static final int MOST_IN_A_ROW = 20;

  static final DoublingWait PAUSES = new DoublingWait(Duration.ofSeconds(1), Duration.ofMinutes(1));

  private final LongSupplier nanoTime;
  private Duration pause = Duration.ZERO;
  private long nextTry = 0;
  private boolean reachable = true;
  private int inARow = 0;

  MailLane(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Lets a mail pass. During trouble, it is then the only one for the time of a pause.
   *
   * @param first whether the mail was never attempted before
   * @throws MailUnavailable if the mail has to wait for the server
   */
  synchronized void enter(boolean first) {
    if (pause.isZero() || (first && reachable)) {
      return;
    }
    long now = nanoTime.getAsLong();
    if (now - nextTry < 0) {
      throw new MailUnavailable("mails wait until a pause has ended");
    }
    nextTry = now + pause.toNanos();
  }

  /** The server has taken a mail, or refused one for a reason that is not ours. */
  synchronized void works() {
    pause = Duration.ZERO;
    reachable = true;
    inARow = 0;
  }

  /** The server did not take a mail because of us, or because of its own trouble. */
  synchronized void takesNothing() {
    reachable = true;
    inARow++;
    if (inARow >= MOST_IN_A_ROW) {
      pauseLonger();
    } else {
      pause = Duration.ZERO;
    }
  }

  /** No mail can be passed to the server. */
  synchronized void isUnreachable() {
    reachable = false;
    pauseLonger();
  }

  private void pauseLonger() {
    pause = PAUSES.next(pause);
    nextTry = nanoTime.getAsLong() + pause.toNanos();
  }
}
