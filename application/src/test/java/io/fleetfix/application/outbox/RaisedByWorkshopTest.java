package io.fleetfix.application.outbox;

import static io.fleetfix.application.SomeRepairs.CLOSED_AT;
import static io.fleetfix.application.SomeRepairs.ID;
import static io.fleetfix.application.SomeRepairs.NOW;
import static io.fleetfix.application.SomeRepairs.OTHER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.application.EffectStore;
import io.fleetfix.application.SomeRepairs;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.domain.invoice.Correction;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceIssued;
import io.fleetfix.domain.invoice.InvoiceMailRequested;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.mail.MailList;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.mail.MailStatus.Waiting.Cause;
import io.fleetfix.domain.notice.Notice;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.Raised;
import io.fleetfix.outbox.port.Raised.Presence;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.testing.fixture.Fixtures;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The raised events and their effects as the workshop reports them. */
class RaisedByWorkshopTest {
  private static final Window WINDOW = new Window(CLOSED_AT, NOW);
  private static final PageRequest ALL = new PageRequest(50, null);

  private final Repair completed = SomeRepairs.completed();
  private final Repair cancelled = SomeRepairs.cancelled(OTHER_ID);
  private final EffectStore store = new EffectStore(completed, cancelled);

  @Test
  void aCompletedRepairRequiresAnInvoiceAndANotice() {
    Raised<Repair> raised = byRepairs().of("REPAIR#" + ID).orElseThrow();

    assertThat(raised.state()).isEqualTo(completed);
    assertThat(raised.events()).containsExactly(completed.closingEvent().orElseThrow());
    assertThat(raised.effects())
        .containsOnlyKeys("invoice", "notice")
        .containsValue(Presence.MISSING);
  }

  @Test
  void aCancelledRepairRequiresOnlyANotice() {
    store.put(
        Notice.post(
                cancelled.closingEvent().orElseThrow().eventId(),
                cancelled,
                Contact.of(cancelled, Optional.empty()),
                NOW)
            .state());

    assertThat(byRepairs().of("REPAIR#" + OTHER_ID).orElseThrow().effects())
        .containsExactlyEntriesOf(Map.of("notice", Presence.PRESENT));
  }

  @Test
  void anOpenRepairHasRaisedNothing() {
    EffectStore open = new EffectStore(SomeRepairs.inProgress());

    assertThat(
            new RaisedByRepairs(open.repairs(), open.invoices(), open.notices()).of("REPAIR#" + ID))
        .isEmpty();
  }

  @Test
  void anUnreadableEffectIsUnknown() {
    RaisedByRepairs raised =
        new RaisedByRepairs(
            store.repairs(), failing(new IllegalStateException("Broken row")), store.notices());

    assertThat(raised.of("REPAIR#" + ID).orElseThrow().effects())
        .containsEntry("invoice", Presence.UNKNOWN);
  }

  @Test
  void anUnavailableStoreIsAnErrorAndNoMissingEffect() {
    RaisedByRepairs raised =
        new RaisedByRepairs(
            store.repairs(),
            failing(new StorageUnavailable(new IllegalStateException("Down"))),
            store.notices());

    assertThatThrownBy(() -> raised.of("REPAIR#" + ID)).isInstanceOf(StorageUnavailable.class);
  }

  @Test
  void anInvoiceHasRaisedInvoiceIssued() {
    Invoice invoice = invoice();
    store.put(invoice);

    assertThat(new RaisedByInvoices(store.repairs(), store.invoices()).of("INVOICE#" + ID))
        .get()
        .returns(invoice, Raised::state)
        .extracting(raised -> raised.events().getFirst())
        .isEqualTo(new InvoiceIssued(ID, "INVOICE#R-123", Version.FIRST, NOW));
  }

  @Test
  void anInvoiceThatWasRequestedAgainHasRaisedThat() {
    Document requested =
        Fixtures.accepted(invoice().requestMail(Optional.empty(), NOW.plusSeconds(5))).state();
    store.put(requested);

    assertThat(
            new RaisedByInvoices(store.repairs(), store.invoices())
                .of("INVOICE#" + ID)
                .orElseThrow()
                .events())
        .containsExactly(
            new InvoiceIssued(ID, "INVOICE#R-123", Version.FIRST, NOW),
            new InvoiceMailRequested(ID, "INVOICE#R-123", new Version(2), NOW.plusSeconds(5)));
  }

  @Test
  void aMailThatIsNotSentIsMissingAndItsEventGoesOutAgain() {
    Map<MailStatus, Presence> expected =
        Map.of(
            new MailStatus.Waiting(NOW, Cause.MAIL, "450 Try again"), Presence.MISSING,
            new MailStatus.Sent(NOW), Presence.PRESENT,
            new MailStatus.ToBePrinted(), Presence.PRESENT,
            new MailStatus.Refused("Too large"), Presence.REFUSED,
            new MailStatus.Undeliverable("No such user"), Presence.REFUSED);
    Document attempted = invoice().attempted(NOW).state();
    assertThat(mailOf(invoice())).isEqualTo(Presence.MISSING);
    assertThat(mailOf(attempted)).isEqualTo(Presence.MISSING);

    expected.forEach(
        (status, presence) ->
            assertThat(mailOf(attempted.ended(1, status).orElseThrow().state()))
                .isEqualTo(presence));
  }

  private Presence mailOf(Document invoice) {
    EffectStore only = new EffectStore(completed);
    only.put(invoice);
    return new RaisedByInvoices(only.repairs(), only.invoices())
        .of("INVOICE#" + ID)
        .orElseThrow()
        .effects()
        .getOrDefault("mail", Presence.UNKNOWN);
  }

  @Test
  void anInvoiceFollowsFromACompletedRepair() {
    assertThat(byRepairs().of("REPAIR#" + ID).orElseThrow().followers())
        .containsExactly("INVOICE#" + ID);
    assertThat(byRepairs().of("REPAIR#" + OTHER_ID).orElseThrow().followers()).isEmpty();
  }

  @Test
  void warrantyWorkRequiresOnlyANotice() {
    store.put(SomeRepairs.underWarranty(ID));

    Raised<Repair> raised = byRepairs().of("REPAIR#" + ID).orElseThrow();

    assertThat(raised.events()).hasSize(1);
    assertThat(raised.effects()).containsOnlyKeys("notice");
    assertThat(raised.followers()).isEmpty();
    assertThat(new RaisedByInvoices(store.repairs(), store.invoices()).between(WINDOW, ALL).items())
        .isEmpty();
  }

  @Test
  void anUnreadableInvoiceIsListedAsUnreadable() {
    Page<Raised<Invoice>> page =
        new RaisedByInvoices(store.repairs(), failing(new IllegalStateException("Broken row")))
            .between(WINDOW, ALL);

    assertThat(page.items()).isEmpty();
    assertThat(page.unreadable()).contains(new Unreadable("INVOICE#" + ID, "Broken row"));
  }

  @Test
  void anInvalidIdHasRaisedNothing() {
    assertThat(byRepairs().of("REPAIR#none of ours")).isEmpty();
    assertThat(new RaisedByInvoices(store.repairs(), store.invoices()).of("INVOICE#x")).isEmpty();
  }

  private RaisedByRepairs byRepairs() {
    return new RaisedByRepairs(store.repairs(), store.invoices(), store.notices());
  }

  private Invoice invoice() {
    return Invoice.issue(completed, new InvoiceNumber(new InvoiceSeries("INV"), 2025, 1), NOW)
        .state();
  }

  private static Invoices failing(RuntimeException failure) {
    return new Invoices() {
      @Override
      public Optional<Document> find(DocumentId id) {
        throw failure;
      }

      @Override
      public Page<Correction> corrections(PageRequest request) {
        throw failure;
      }

      @Override
      public Optional<Invoice> find(RepairId repairId) {
        return find(DocumentId.firstInvoice(repairId)).map(Invoice.class::cast);
      }

      @Override
      public Page<Document> list(MailList list, PageRequest request) {
        throw failure;
      }

      @Override
      public InvoiceNumbers numbers(InvoiceSeries series, int year) {
        throw failure;
      }
    };
  }
}
