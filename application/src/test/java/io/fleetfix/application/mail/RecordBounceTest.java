package io.fleetfix.application.mail;

import static io.fleetfix.application.SomeRepairs.ID;
import static io.fleetfix.application.SomeRepairs.OTHER_ID;
import static io.fleetfix.application.mail.MailDesk.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.mail.MailList;
import io.fleetfix.domain.mail.MailStatus.Pending;
import io.fleetfix.domain.mail.MailStatus.Sent;
import io.fleetfix.domain.mail.MailStatus.Undeliverable;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.testing.fixture.Fixtures;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordBounceTest {
  private static final String WORDS = "5.1.1 The account does not exist";

  private final MailDesk desk = new MailDesk();
  private final OutboxEntry event = desk.issue(ID);
  private final RecordBounce bounce = new RecordBounce(desk.store.invoices(), desk.store);

  @Test
  void aMailThatCameBackIsUndeliverableAndWasSentAllTheSame() {
    desk.process(new ScriptedMail()).on(event);

    assertThat(bounce.record(DocumentId.firstInvoice(ID), event.eventId(), WORDS)).isTrue();

    assertThat(desk.mailing(ID).status()).isEqualTo(new Undeliverable(WORDS));
    assertThat(desk.mailing(ID).sentAt()).contains(NOW);
    assertThat(
            desk.store.invoices().list(MailList.UNDELIVERABLE, new PageRequest(50, null)).items())
        .hasSize(1);
    assertThat(bounce.record(DocumentId.firstInvoice(ID), event.eventId(), WORDS)).isFalse();
  }

  @Test
  void aBounceOfAMailThatIsNotSentChangesNothing() {
    assertThat(bounce.record(DocumentId.firstInvoice(ID), event.eventId(), WORDS)).isFalse();
    assertThat(bounce.record(DocumentId.firstInvoice(OTHER_ID), event.eventId(), WORDS)).isFalse();

    assertThat(desk.mailing(ID).status()).isEqualTo(new Pending());
  }

  @Test
  void aBounceOfAnOlderMailChangesNothing() {
    desk.process(new ScriptedMail()).on(event);
    Invoice sent = desk.store.invoices().find(ID).orElseThrow();
    desk.store.put(Fixtures.accepted(sent.requestMail(Optional.empty(), NOW)).state());
    desk.process(new ScriptedMail()).on(event);

    assertThat(bounce.record(DocumentId.firstInvoice(ID), event.eventId(), WORDS)).isFalse();

    assertThat(desk.mailing(ID).status()).isEqualTo(new Sent(NOW));
  }
}
