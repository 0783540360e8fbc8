package io.fleetfix.adapter.sqs;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.inmemory.InMemoryInvoiceMail;
import io.fleetfix.application.outbox.BusRule;
import io.fleetfix.application.port.InvoiceLetter;
import io.fleetfix.application.port.MailUnavailable;
import io.fleetfix.application.port.Mailbox.Mail;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.domain.InvoiceIssued;
import io.fleetfix.domain.RepairId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** A day without a mail server, on a clock that the test moves. */
class MailOutageTest {
  private static final Polling POLLING = Polling.DEFAULT;
  private static final Duration BEAT = POLLING.visibility().dividedBy(3);
  private static final Duration A_DAY = Duration.ofDays(1);

  private final ConsumerUnderTest work = new ConsumerUnderTest();
  private final Counted counted = new Counted();
  private final VirtualQueue messages = new VirtualQueue(BusRule.MAIL.maxReceives());
  private final InMemoryInvoiceMail mailbox = new InMemoryInvoiceMail(InstantSource.fixed(NOON));
  private final List<OutboxEntry> events = new ArrayList<>();

  private final SqsQueue queue = SqsQueue.named(messages, "mail");
  private final VisibilityExtender hand = new VisibilityExtender(queue, POLLING.visibility());
  private final ConsumerRound lane =
      new ConsumerRound(
          queue,
          Reactions.each(InvoiceIssued.TYPE::equals, work.sendInvoice(this::send)),
          POLLING,
          counted,
          hand);

  private Predicate<RepairId> unreachable = id -> false;

  /** More invoices than hands before the outage, and one more every half hour. */
  @Test
  void aDaysOutageLeavesNoDeadLetters() {
    unreachable = id -> true;
    for (int i = 0; i < 12; i++) {
      issue();
    }
    for (int halfHours = 1; halfHours <= 48; halfHours++) {
      work(Duration.ofMinutes(30).multipliedBy(halfHours));
      issue();
    }
    assertThat(messages.now()).isGreaterThanOrEqualTo(A_DAY);
    assertThat(mailbox.mails()).isEmpty();
    assertThat(messages.deadLetters()).isEmpty();

    unreachable = id -> false;
    work(A_DAY.plusMinutes(10));

    assertThat(messages.deadLetters()).isEmpty();
    assertThat(messages.size()).isZero();
    assertOneMailAnInvoice();
    assertThat(messages.mostReceives()).isLessThanOrEqualTo(2);
  }

  /** Greylisted, or its mailbox is full: whoever else is billed gets the mail meanwhile. */
  @Test
  void oneAddressThatIsBusyForADayHoldsUpNobodyAndIsNoDeadLetter() {
    OutboxEntry busy = issue();
    unreachable = busy.repairId()::equals;
    for (int minutes = 1; minutes <= A_DAY.toMinutes(); minutes++) {
      issue();
      work(Duration.ofMinutes(minutes));
      assertThat(mailbox.mails().getFirst().repairId()).isEqualTo(events.getLast().repairId());
    }
    assertThat(messages.deadLetters()).isEmpty();

    unreachable = id -> false;
    work(A_DAY.plusHours(1));

    assertThat(messages.size()).isZero();
    assertThat(mailbox.mails().getFirst().repairId()).isEqualTo(busy.repairId());
  }

  private OutboxEntry issue() {
    OutboxEntry issued = work.invoiceIssued();
    events.add(issued);
    messages.send(issued);
    return issued;
  }

  private void assertOneMailAnInvoice() {
    assertThat(mailbox.mails())
        .extracting(Mail::repairId)
        .containsExactlyInAnyOrderElementsOf(events.stream().map(OutboxEntry::repairId).toList());
  }

  private Optional<String> send(InvoiceLetter letter) {
    if (unreachable.test(letter.invoice().repairId())) {
      throw new MailUnavailable("no route to host", new IllegalStateException("Taken away"));
    }
    return mailbox.send(letter);
  }

  /** As {@link QueueConsumer} does, with the queue's clock. */
  private void work(Duration until) {
    Duration pause = POLLING.firstPause();
    while (messages.now().compareTo(until) < 0) {
      if (lane.round(() -> false)) {
        rest(pause);
        pause = POLLING.pauseAfter(pause);
      } else {
        pause = POLLING.firstPause();
      }
    }
  }

  private void rest(Duration pause) {
    for (Duration left = pause; left.isPositive(); left = left.minus(BEAT)) {
      messages.pass(left.compareTo(BEAT) < 0 ? left : BEAT);
      hand.extend();
    }
  }
}
