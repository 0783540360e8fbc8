package io.fleetfix.application.reaction;

import static io.fleetfix.application.SomeRepairs.ID;
import static io.fleetfix.application.SomeRepairs.completed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.EffectStore;
import io.fleetfix.application.port.InvoiceLetter;
import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.MailUnavailable;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.invoice.MailStatus;
import io.fleetfix.domain.invoice.MailStatus.Pending;
import io.fleetfix.domain.invoice.MailStatus.Refused;
import io.fleetfix.domain.invoice.MailStatus.Sent;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SendInvoiceTest {
  private static final Instant NOW = Instant.parse("2025-11-12T14:00:05.000Z");
  private static final Change<Invoice> ISSUED =
      Invoice.issue(
          completed(ID), new InvoiceNumber(new InvoiceSeries("INV"), 2025, 1), NOW.minusSeconds(3));
  private static final OutboxEntry EVENT = OutboxEntry.of(ISSUED.events().getFirst());

  private final EffectStore store = new EffectStore(completed(ID));
  private final List<InvoiceLetter> letters = new ArrayList<>();

  SendInvoiceTest() {
    store.put(ISSUED.state());
  }

  @Test
  void sendsTheInvoiceAndRecordsIt() {
    sendInvoice(this::accept).on(EVENT);

    assertThat(letters).containsExactly(InvoiceLetter.of(ISSUED.state(), completed(ID)));
    assertThat(mailing()).isEqualTo(new Sent(NOW));
    assertThat(store.commits()).isEqualTo(1);
  }

  @Test
  void derivesTheMessageIdFromTheEvent() {
    sendInvoice(this::accept).on(EVENT);

    assertThat(letters.getFirst().messageId())
        .isEqualTo("<" + EVENT.eventId() + "@fleetfix.invalid>");
  }

  @Test
  void recordsNothingBeforeTheMailIsSent() {
    sendInvoice(
            letter -> {
              assertThat(mailing()).isEqualTo(new Pending());
              assertThat(store.attempts()).isZero();
              return accept(letter);
            })
        .on(EVENT);

    assertThat(letters).hasSize(1);
  }

  @Test
  void ignoresARedeliveredEvent() {
    SendInvoice sendInvoice = sendInvoice(this::accept);

    sendInvoice.on(EVENT);
    sendInvoice.on(EVENT);

    assertThat(letters).hasSize(1);
    assertThat(store.attempts()).isEqualTo(1);
  }

  @Test
  void recordsARefusalAndDoesNotRetry() {
    SendInvoice sendInvoice =
        sendInvoice(
            letter -> {
              letters.add(letter);
              return Optional.of("550 No such user");
            });

    sendInvoice.on(EVENT);
    sendInvoice.on(EVENT);

    assertThat(letters).hasSize(1);
    assertThat(mailing()).isEqualTo(new Refused("550 No such user"));
  }

  @Test
  void failsWhenTheMailServerIsUnavailable() {
    MailUnavailable away = new MailUnavailable("timed out", new IllegalStateException());

    assertThatExceptionOfType(MailUnavailable.class)
        .isThrownBy(
            () ->
                sendInvoice(
                        letter -> {
                          throw away;
                        })
                    .on(EVENT))
        .isSameAs(away);

    assertThat(mailing()).isEqualTo(new Pending());
    assertThat(store.attempts()).isZero();
  }

  @Test
  void sendsAgainWhenRecordingFailed() {
    SendInvoice sendInvoice = sendInvoice(this::accept);
    store.overtakeBy(
        () -> {
          throw new StorageUnavailable(new IllegalStateException("No answer"));
        });

    assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(() -> sendInvoice.on(EVENT));
    sendInvoice.on(EVENT);

    assertThat(letters).hasSize(2);
    assertThat(letters.get(0).messageId()).isEqualTo(letters.get(1).messageId());
    assertThat(mailing()).isEqualTo(new Sent(NOW));
  }

  @Test
  void keepsAConcurrentlyRecordedStatus() {
    Invoice sentBefore = ISSUED.state().sent(NOW.minusSeconds(1)).orElseThrow().state();
    store.overtakeBy(() -> store.put(sentBefore));

    sendInvoice(letter -> Optional.of("550 Mailbox full")).on(EVENT);

    assertThat(store.all(Invoice.class)).containsExactly(sentBefore);
    assertThat(store.commits()).isZero();
  }

  @Test
  void failsWhenTheInvoiceOrTheRepairIsUnknown() {
    EffectStore empty = new EffectStore();

    assertThatExceptionOfType(UnknownInvoice.class)
        .isThrownBy(() -> sendInvoice(empty, this::accept).on(EVENT))
        .returns(ID, UnknownInvoice::repairId);
    empty.put(ISSUED.state());
    assertThatExceptionOfType(UnknownRepair.class)
        .isThrownBy(() -> sendInvoice(empty, this::accept).on(EVENT))
        .returns(ID, UnknownRepair::repairId);
    assertThat(letters).isEmpty();
  }

  private Optional<String> accept(InvoiceLetter letter) {
    letters.add(letter);
    return Optional.empty();
  }

  private MailStatus mailing() {
    return store.invoices().find(ID).orElseThrow().mailing();
  }

  private SendInvoice sendInvoice(InvoiceMail mail) {
    return sendInvoice(store, mail);
  }

  private static SendInvoice sendInvoice(EffectStore store, InvoiceMail mail) {
    return new SendInvoice(
        store.repairs(), store.invoices(), mail, store, InstantSource.fixed(NOW));
  }
}
