package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.InvoiceLetter;
import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.Mailbox;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Accepts every mail immediately, and keeps the latest ones for inspection. */
public final class InMemoryInvoiceMail implements InvoiceMail, Mailbox {
  private final InstantSource clock;
  private final Deque<Mail> newestFirst = new ArrayDeque<>();

  public InMemoryInvoiceMail(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Optional<String> send(InvoiceLetter letter) {
    newestFirst.addFirst(
        new Mail(
            letter.messageId(),
            letter.customer().email().orElseThrow().value(),
            letter.subject(),
            clock.instant(),
            letter.invoice().repairId()));
    if (newestFirst.size() > MAX_MAILS) {
      newestFirst.removeLast();
    }
    return Optional.empty();
  }

  @Override
  public synchronized List<Mail> mails() {
    return List.copyOf(newestFirst);
  }
}
