package io.fleetfix.application.mail;

import static io.fleetfix.application.SomeRepairs.completed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.mail.MailStatus.Waiting;
import io.fleetfix.domain.mail.MailStatus.Waiting.Cause;
import io.fleetfix.domain.repair.RepairId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AttemptWaitsTest {
  private static final int MANY = 1_000;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final AttemptWaits waits = new AttemptWaits(MailPauses.DEFAULT, now::get);

  @Test
  void manyFurtherAttemptsTakeTurnsAndEachGetsOne() {
    List<Document> many = IntStream.range(0, MANY).mapToObj(AttemptWaitsTest::waiting).toList();

    List<Duration> begun = pass(many);

    assertThat(begun).hasSize(MANY);
    for (int i = 1; i < MANY; i++) {
      assertThat(begun.get(i).minus(begun.get(i - 1))).isEqualTo(AttemptWaits.BETWEEN_TURNS);
    }
  }

  @Test
  void theFirstAttemptAtAMailWaitsForNoTurn() {
    pass(IntStream.range(0, MANY).mapToObj(AttemptWaitsTest::waiting).toList());

    assertThat(waits.left(waiting(0)).isPositive()).isTrue();
    assertThat(waits.left(issued(MANY))).isZero();
  }

  @Test
  void aTurnThatWasNotUsedIsFollowedByAnother() {
    Document invoice = waiting(1);
    pass(List.of(invoice));

    assertThat(waits.left(invoice)).isEqualTo(AttemptWaits.BETWEEN_TURNS);
    now.addAndGet(AttemptWaits.BETWEEN_TURNS.toNanos());
    assertThat(waits.left(invoice)).isZero();
  }

  /** Passes each mail again when its wait is over; returns when the attempts begin. */
  private List<Duration> pass(List<Document> mails) {
    record Again(Duration at, Document mail) {}
    List<Duration> begun = new ArrayList<>();
    PriorityQueue<Again> queue = new PriorityQueue<>((one, two) -> one.at.compareTo(two.at));
    mails.forEach(mail -> queue.add(new Again(Duration.ZERO, mail)));
    long start = now.get();
    while (!queue.isEmpty()) {
      Again next = queue.remove();
      now.set(start + next.at.toNanos());
      Duration left = waits.left(next.mail);
      if (left.isPositive()) {
        queue.add(new Again(next.at.plus(left), next.mail));
      } else {
        begun.add(next.at);
      }
    }
    return begun;
  }

  private static Document waiting(int i) {
    Document attempted = issued(i).attempted(MailDesk.NOW).state();
    return attempted.ended(1, new Waiting(MailDesk.NOW, Cause.MAIL, "full")).orElseThrow().state();
  }

  private static Invoice issued(int i) {
    return Invoice.issue(
            completed(new RepairId("R-" + i)),
            new InvoiceNumber(MailDesk.SERIES, 2025, i + 1),
            MailDesk.NOW)
        .state();
  }
}
