package io.fleetfix.application.outbox;

import static io.fleetfix.application.SomeRepairs.ID;
import static io.fleetfix.application.SomeRepairs.OTHER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.application.EffectStore;
import io.fleetfix.application.SomeRepairs;
import io.fleetfix.domain.invoice.Bill;
import io.fleetfix.domain.invoice.Correction;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.CreditNoteIssued;
import io.fleetfix.domain.invoice.Crediting;
import io.fleetfix.domain.invoice.Crediting.Credited;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.Invoice.Replaced;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.Raised;
import io.fleetfix.outbox.port.Raised.Presence;
import io.fleetfix.outbox.port.RaisedEvents;
import io.fleetfix.testing.fixture.Fixtures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Which documents belong to a window: first invoices to that in which their repairs were completed,
 * later documents to that in which they were issued, however long afterwards.
 */
class RaisedByDocumentsTest {
  private static final Instant DAYS_LATER = Instant.parse("2025-11-20T10:00:00.000Z");
  private static final Window OF_COMPLETION = window(SomeRepairs.CLOSED_AT);
  private static final Window LATER = window(DAYS_LATER);
  private static final Window ALL = new Window(SomeRepairs.CLOSED_AT, DAYS_LATER.plusSeconds(99));

  private final EffectStore store =
      new EffectStore(
          SomeRepairs.completed(ID),
          SomeRepairs.completed(OTHER_ID),
          SomeRepairs.cancelled(new RepairId("R-125")));
  private final RaisedByInvoices byInvoices =
      new RaisedByInvoices(store.repairs(), store.invoices());
  private final RaisedByCreditNotes byNotes = new RaisedByCreditNotes(store.invoices());

  RaisedByDocumentsTest() {
    correct(ID, DAYS_LATER);
    correct(OTHER_ID, DAYS_LATER.plusSeconds(10));
  }

  private static Window window(Instant from) {
    return new Window(from, from.plusSeconds(60));
  }

  /** An invoice at noon, and days later a credit note and a further invoice. */
  private void correct(RepairId id, Instant at) {
    Invoice first =
        Invoice.issue(SomeRepairs.completed(id), number("INV", 1), SomeRepairs.CLOSED_AT).state();
    Credited credited = Crediting.inFull(first).issue("Wrong", number("CN", 1), at);
    Replaced replaced =
        credited
            .invoice()
            .state()
            .replace(
                Bill.of(SomeRepairs.completed(id), Optional.empty()),
                Optional.empty(),
                number("INV", 2),
                at);
    store.put(replaced.old().state());
    for (Document later : List.of(credited.note().state(), replaced.issued().state())) {
      store.put(later);
      store.put(Correction.of(later).state());
    }
  }

  private static InvoiceNumber number(String series, int number) {
    return new InvoiceNumber(new InvoiceSeries(series), 2025, number);
  }

  @Test
  void firstInvoicesBelongToTheWindowOfTheCompletion() {
    assertThat(ids(byInvoices, OF_COMPLETION, 50))
        .containsExactly("INVOICE#R-124", "INVOICE#R-123");
    assertThat(ids(byNotes, OF_COMPLETION, 50)).isEmpty();
  }

  @Test
  void laterDocumentsBelongToTheWindowInWhichTheyWereIssued() {
    assertThat(ids(byInvoices, LATER, 50)).containsExactly("INVOICE#R-124#2", "INVOICE#R-123#2");
    assertThat(ids(byNotes, LATER, 50)).containsExactly("CREDIT#R-124#1", "CREDIT#R-123#1");
  }

  /** The start belongs to the window, the end does not. */
  @Test
  void aWindowEndsBeforeTheNextBegins() {
    Window before = new Window(DAYS_LATER.minusSeconds(60), DAYS_LATER);
    Window from = new Window(DAYS_LATER, DAYS_LATER.plusMillis(1));

    assertThat(ids(byNotes, before, 50)).isEmpty();
    assertThat(ids(byNotes, from, 50)).containsExactly("CREDIT#R-123#1");
  }

  @Test
  void aWindowListsNothingOfBefore() {
    Window second = window(DAYS_LATER.plusSeconds(5));

    for (int limit = 1; limit <= 3; limit++) {
      assertThat(ids(byNotes, second, limit)).containsExactly("CREDIT#R-124#1");
      assertThat(ids(byInvoices, second, limit)).containsExactly("INVOICE#R-124#2");
    }
  }

  @Test
  void pagesOfAnySizeListEachDocumentOnce() {
    for (int limit = 1; limit <= 5; limit++) {
      assertThat(ids(byInvoices, ALL, limit))
          .as("limit %d", limit)
          .containsExactly("INVOICE#R-124", "INVOICE#R-123", "INVOICE#R-124#2", "INVOICE#R-123#2");
      assertThat(ids(byNotes, ALL, limit))
          .as("limit %d", limit)
          .containsExactly("CREDIT#R-124#1", "CREDIT#R-123#1");
    }
  }

  @Test
  void anUnreadableDocumentIsNamedAndHidesNoOther() {
    Unreadable invoice = new Unreadable("INVOICE#R-124", "number is missing");
    Unreadable further = new Unreadable("INVOICE#R-123#2", "lines are missing");
    Unreadable note = new Unreadable("CREDIT#R-124#1", "reason is missing");
    List.of(invoice, further, note).forEach(store::damage);

    assertThat(ids(byInvoices, ALL, 1)).containsExactly("INVOICE#R-123", "INVOICE#R-124#2");
    assertThat(unreadable(byInvoices, ALL)).containsExactly(invoice, further);
    assertThat(ids(byNotes, ALL, 1)).containsExactly("CREDIT#R-123#1");
    assertThat(unreadable(byNotes, ALL)).containsExactly(note);
    assertThatThrownBy(() -> byNotes.of("CREDIT#R-124#1")).hasMessageContaining("reason");
  }

  /** Lost with its repair, for example: then nothing can be said about its events. */
  @Test
  void aLostDocumentIsSkipped() {
    store.lose(byNotes.of("CREDIT#R-124#1").orElseThrow().state());

    assertThat(ids(byNotes, ALL, 50)).containsExactly("CREDIT#R-123#1");
  }

  @Test
  void rejectsACursorOfAnythingElse() {
    for (String cursor : List.of("x", "LATER.x", "COMPLETED.x")) {
      assertThatExceptionOfType(InvalidValue.class)
          .isThrownBy(() -> byInvoices.between(ALL, new PageRequest(5, cursor)))
          .returns("cursor", InvalidValue::field);
    }
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> byNotes.between(ALL, new PageRequest(5, "x")));
  }

  @Test
  void aCreditNoteHasRaisedItsEventAndRequiresAMail() {
    Raised<CreditNote> raised = byNotes.of("CREDIT#R-123#1").orElseThrow();

    assertThat(raised.events())
        .containsExactly(new CreditNoteIssued(ID, "CREDIT#R-123#1", Version.FIRST, DAYS_LATER));
    assertThat(raised.effects()).containsExactlyEntriesOf(Map.of("mail", Presence.MISSING));
    assertThat(raised.followers()).isEmpty();
    assertThat(byNotes.of("CREDIT#R-123#2")).isEmpty();
    assertThat(byNotes.of("CREDIT#x")).isEmpty();
  }

  @Test
  void aCreditNoteThatWasRequestedAgainHasRaisedThat() {
    CreditNote note = byNotes.of("CREDIT#R-123#1").orElseThrow().state();
    store.put(Fixtures.accepted(note.requestMail(Optional.empty(), DAYS_LATER)).state());

    assertThat(byNotes.of("CREDIT#R-123#1").orElseThrow().events())
        .extracting(DomainEvent::eventType)
        .containsExactly("CreditNoteIssued", "InvoiceMailRequested");
  }

  private static List<String> ids(
      RaisedEvents<? extends Document> raised, Window window, int limit) {
    return pages(raised, window, limit).stream()
        .flatMap(page -> page.items().stream())
        .map(each -> each.state().aggregateId())
        .toList();
  }

  private static List<Unreadable> unreadable(
      RaisedEvents<? extends Document> raised, Window window) {
    return pages(raised, window, 50).stream()
        .flatMap(page -> page.unreadable().stream())
        .distinct()
        .toList();
  }

  private static <D extends Document> List<Page<Raised<D>>> pages(
      RaisedEvents<D> raised, Window window, int limit) {
    List<Page<Raised<D>>> pages = new ArrayList<>();
    String cursor = null;
    do {
      Page<Raised<D>> page = raised.between(window, new PageRequest(limit, cursor));
      pages.add(page);
      cursor = page.nextCursor();
    } while (cursor != null);
    return pages;
  }
}
