package io.fleetfix.application.mail;

import static io.fleetfix.application.SomeRepairs.ID;

import io.fleetfix.application.port.MailOutcome;
import io.fleetfix.application.port.OutgoingMail;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.port.TransientFailure;
import io.fleetfix.outbox.subscription.Postponed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Two processes that mail one invoice, with clocks of their own, and the faults that happen to
 * them. The event arrives at either of them, sometimes twice.
 */
final class MailFaults {
  /** What can go wrong at a step. Each can lead to a copy at most. */
  enum Fault {
    COMMIT_FAILS,
    COMMIT_TAKES_EFFECT_BUT_ITS_ANSWER_IS_LOST,
    KILLED_BEFORE_A_COMMIT,
    KILLED_AFTER_A_COMMIT,
    CUT_BEFORE_THE_MAIL_IS_COMPLETE,
    CUT_AFTER_THE_MAIL_WAS_ACCEPTED,
    CUT_BEFORE_THE_MAIL_WAS_ACCEPTED,
    KILLED_BEFORE_SENDING,
    KILLED_AFTER_SENDING
  }

  /** The process has died: nothing after this happens in it. */
  private static final class Killed extends TransientFailure {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("The process has died");
    }
  }

  private final MailDesk desk = new MailDesk();
  private final ScriptedMail server = new ScriptedMail();
  private final SplittableRandom random;
  private final Optional<Fault> only;
  private final List<Fault> happened = new ArrayList<>();
  private final List<SendInvoice> processes = new ArrayList<>();
  private final OutboxEntry event = desk.issue(ID);
  private int left;
  private int copies = 0;

  /** Up to six faults of all kinds. */
  MailFaults(int seed) {
    this(new SplittableRandom(seed), Optional.empty(), seed % 7);
  }

  /** This many faults of one kind. */
  MailFaults(int seed, Fault only, int faults) {
    this(new SplittableRandom(seed), Optional.of(only), faults);
  }

  private MailFaults(SplittableRandom random, Optional<Fault> only, int faults) {
    this.random = random;
    this.only = only;
    this.left = faults;
    server.answer = this::answer;
    processes.add(newProcess());
    processes.add(newProcess());
  }

  /** With a wall clock that is off by years. */
  private SendInvoice newProcess() {
    long days = random.nextLong(-10_000, 10_000);
    return desk.process(
        server,
        new Door(),
        random.nextLong(),
        InstantSource.fixed(MailDesk.NOW.plus(Duration.ofDays(days))));
  }

  void runUntilSettled() {
    for (int step = 0; step < 5_000; step++) {
      deliver();
      if (desk.mailing(ID).status() instanceof MailStatus.Sent) {
        deliver(); // once more
        return;
      }
    }
    throw new AssertionError("Not sent: " + desk.mailing(ID) + " after " + this);
  }

  void runFor(Duration time) {
    long end = desk.now.get() + time.toNanos();
    while (desk.now.get() < end) {
      deliver();
    }
  }

  /** One delivery of the event, and the time until the next one. */
  private void deliver() {
    int index = random.nextInt(processes.size());
    Optional<TransientFailure> failure = MailDesk.pass(event, processes.get(index));
    if (failure.isPresent() && failure.get() instanceof Killed) {
      processes.set(index, newProcess());
    }
    boolean twice = random.nextInt(4) == 0;
    Duration rest =
        failure.isPresent() && failure.get() instanceof Postponed postponed
            ? postponed.delay()
            : Duration.ofSeconds(random.nextInt(1, 120));
    desk.pass(twice ? Duration.ZERO : rest);
  }

  int copies() {
    return copies;
  }

  int count() {
    return happened.size();
  }

  private boolean happens(Fault fault) {
    boolean happens = left > 0 && (only.isPresent() ? only.get() == fault : random.nextInt(6) == 0);
    if (happens) {
      left--;
      happened.add(fault);
    }
    return happens;
  }

  private MailOutcome answer(OutgoingMail mail) {
    if (happens(Fault.KILLED_BEFORE_SENDING)) {
      throw new Killed();
    }
    if (happens(Fault.CUT_BEFORE_THE_MAIL_IS_COMPLETE)) {
      return new MailOutcome.Deferred("Connection reset");
    }
    if (happens(Fault.CUT_BEFORE_THE_MAIL_WAS_ACCEPTED)) {
      return new MailOutcome.Unclear("Connection reset");
    }
    copies++;
    if (happens(Fault.CUT_AFTER_THE_MAIL_WAS_ACCEPTED)) {
      return new MailOutcome.Unclear("Connection reset");
    }
    if (happens(Fault.KILLED_AFTER_SENDING)) {
      throw new Killed();
    }
    return new MailOutcome.Accepted();
  }

  @Override
  public String toString() {
    return happened.toString();
  }

  /** The store, as a process reaches it. */
  private final class Door implements UnitOfWork {
    @Override
    public void commit(Change<?>... changes) {
      if (happens(Fault.KILLED_BEFORE_A_COMMIT)) {
        throw new Killed();
      }
      if (happens(Fault.COMMIT_FAILS)) {
        throw new StorageUnavailable(new IllegalStateException("Throttled"));
      }
      desk.store.commit(changes);
      if (happens(Fault.COMMIT_TAKES_EFFECT_BUT_ITS_ANSWER_IS_LOST)) {
        throw new StorageUnavailable(new IllegalStateException("No answer"));
      }
      if (happens(Fault.KILLED_AFTER_A_COMMIT)) {
        throw new Killed();
      }
    }

    @Override
    public void restore(Restoration<?> lost) {
      throw new AssertionError("Nothing is restored");
    }
  }
}
