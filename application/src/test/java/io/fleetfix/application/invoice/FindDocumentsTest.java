package io.fleetfix.application.invoice;

import static io.fleetfix.application.invoice.Office.ID;
import static io.fleetfix.application.invoice.Office.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.SomeRepairs;
import io.fleetfix.domain.invoice.Crediting.Part;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.money.Money;
import io.fleetfix.outbox.command.CommandOptions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindDocumentsTest {
  private final Office office = new Office();

  @Test
  void findsNoneBeforeTheFirstInvoice() {
    assertThat(office.documents.all(ID)).isEmpty();
    assertThat(office.documents.latest(ID)).isEmpty();
    assertThat(office.documents.valid(ID)).isEmpty();
    assertThat(office.documents.ids(ID)).containsExactly(DocumentId.firstInvoice(ID));
  }

  @Test
  void followsTheChainOfInvoicesAndListsTheNotesOfEachBehindIt() {
    office.issue(ID);
    office.issue(SomeRepairs.OTHER_ID);
    creditOneEuro();
    done(office.credit(ID));
    done(office.issueFurther(ID));
    creditOneEuro();
    done(office.credit(ID));
    done(office.issueFurther(ID));

    assertThat(office.documents.all(ID))
        .extracting(Document::aggregateId)
        .containsExactly(
            "INVOICE#R-123",
            "CREDIT#R-123#1",
            "CREDIT#R-123#2",
            "INVOICE#R-123#2",
            "CREDIT#R-123#3",
            "CREDIT#R-123#4",
            "INVOICE#R-123#3");
    assertThat(office.documents.ids(ID))
        .isEqualTo(office.documents.all(ID).stream().map(Document::id).toList());
  }

  @Test
  void theValidInvoiceIsTheLastOneUnlessItIsCreditedInFull() {
    Invoice first = office.issue(ID);
    assertThat(office.documents.valid(ID)).contains(first);

    creditOneEuro();
    assertThat(office.documents.valid(ID)).map(Invoice::id).contains(first.id());
    done(office.credit(ID));
    assertThat(office.documents.valid(ID)).isEmpty();
    assertThat(office.documents.latest(ID)).map(Invoice::id).contains(first.id());

    Invoice second = done(office.issueFurther(ID));
    assertThat(office.documents.valid(ID)).contains(second);
  }

  @Test
  void findsOneByItsId() {
    Invoice invoice = office.issue(ID);
    Document note = done(office.credit(ID));

    assertThat(office.documents.find("CREDIT#R-123#1")).contains(note);
    assertThat(office.documents.find("INVOICE#R-123"))
        .map(Document::number)
        .contains(invoice.number());
    assertThat(office.documents.find("INVOICE#R-123#1")).isEmpty();
    assertThat(office.documents.find("CREDIT#R-123#2")).isEmpty();
    assertThat(office.documents.find("anything")).isEmpty();
  }

  /** Lost by hand, for example: the others are still found. */
  @Test
  void aLostNoteHidesNoOther() {
    office.issue(ID);
    creditOneEuro();
    done(office.credit(ID));
    office.store.lose(office.documents.find("CREDIT#R-123#1").orElseThrow());

    assertThat(office.documents.all(ID))
        .extracting(Document::aggregateId)
        .containsExactly("INVOICE#R-123", "CREDIT#R-123#2");
  }

  private void creditOneEuro() {
    done(
        office.credit(
            ID,
            Optional.of(List.of(new Part(1, Money.parse("1.00", "EUR")))),
            CommandOptions.NONE));
  }
}
