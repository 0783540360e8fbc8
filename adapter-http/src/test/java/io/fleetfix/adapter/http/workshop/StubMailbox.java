package io.fleetfix.adapter.http.workshop;

import io.fleetfix.application.port.Mailbox;
import java.util.List;
import java.util.Optional;

/** The mails that a test puts into it, newest first; it can fail when it is read. */
final class StubMailbox implements Mailbox {
  private final Runnable beforeRead;
  private volatile List<KeptMail> newestFirst = List.of();

  StubMailbox(Runnable beforeRead) {
    this.beforeRead = beforeRead;
  }

  void keep(List<KeptMail> mails) {
    newestFirst = List.copyOf(mails);
  }

  @Override
  public List<Mail> mails() {
    beforeRead.run();
    return newestFirst.stream().map(KeptMail::mail).toList();
  }

  @Override
  public Optional<KeptMail> find(MailId id) {
    beforeRead.run();
    return newestFirst.stream().filter(mail -> mail.mail().id().equals(id)).findAny();
  }
}
