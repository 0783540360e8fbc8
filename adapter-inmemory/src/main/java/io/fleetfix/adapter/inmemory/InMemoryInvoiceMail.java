package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.Letter;
import io.fleetfix.application.port.MailOutcome;
import io.fleetfix.application.port.Mailbox;
import io.fleetfix.application.port.OutgoingMail;
import io.fleetfix.application.port.Sender;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Accepts every mail immediately, and keeps the latest ones for inspection. It keeps their letters,
 * which share their texts with the store, and prints them when they are shown. Thread-safe.
 */
public final class InMemoryInvoiceMail implements InvoiceMail, Mailbox {
  private final InstantSource clock;
  private final Sender sender;
  private final InvoicePrinter printer;
  private final Deque<Sent> newestFirst = new ArrayDeque<>();
  private long sent = 0;

  public InMemoryInvoiceMail(InstantSource clock, Sender sender, InvoicePrinter printer) {
    this.clock = clock;
    this.sender = sender;
    this.printer = printer;
  }

  private record Sent(Mail mail, Letter letter) {}

  @Override
  public Connection connect() {
    return new Connection() {
      @Override
      public MailOutcome send(OutgoingMail mail) {
        keep(mail);
        return new MailOutcome.Accepted();
      }

      @Override
      public void close() {
        // There is nothing to close.
      }
    };
  }

  private synchronized void keep(OutgoingMail mail) {
    sent++;
    Letter letter = mail.letter();
    String address = sender.address();
    newestFirst.addFirst(
        new Sent(
            new Mail(
                new MailId(sent),
                mail.messageId(address.substring(address.lastIndexOf('@') + 1)),
                mail.to().value(),
                printer.subject(letter),
                clock.instant(),
                letter.document().repairId()),
            letter));
    if (newestFirst.size() > MAX_MAILS) {
      newestFirst.removeLast();
    }
  }

  @Override
  public synchronized List<Mail> mails() {
    return newestFirst.stream().map(Sent::mail).toList();
  }

  @Override
  public Optional<KeptMail> find(MailId id) {
    return sent(id).map(this::printed);
  }

  private synchronized Optional<Sent> sent(MailId id) {
    return newestFirst.stream().filter(sent -> sent.mail().id().equals(id)).findAny();
  }

  private KeptMail printed(Sent sent) {
    Letter letter = sent.letter();
    return new KeptMail(
        sent.mail(),
        sender.name() + " <" + sender.address() + ">",
        printer.text(letter),
        printer.html(letter),
        List.of(new Attachment(letter.fileName(), "application/pdf", () -> printer.pdf(letter))));
  }
}
