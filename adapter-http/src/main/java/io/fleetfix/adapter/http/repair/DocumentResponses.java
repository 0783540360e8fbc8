package io.fleetfix.adapter.http.repair;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.fleetfix.adapter.http.repair.RepairResponses.CustomerAnswer;
import io.fleetfix.adapter.http.repair.RepairResponses.PartAnswer;
import io.fleetfix.adapter.http.repair.RepairResponses.VatAnswer;
import io.fleetfix.adapter.http.repair.Responses.MoneyAnswer;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.CreditNote.Corrected;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceLine;
import io.fleetfix.domain.invoice.Totals;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.outbox.event.UtcMillis;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The bodies of answers with invoices and credit notes, as {@code openapi.yaml} defines them. */
public final class DocumentResponses {
  private DocumentResponses() {}

  /**
   * A line of a document.
   *
   * @param price of the line, without VAT
   * @param credited what credit notes took back of the price; omitted if there are none
   */
  @JsonInclude(Include.NON_NULL)
  public record LineAnswer(
      String description,
      MoneyAnswer price,
      String kind,
      @Nullable PartAnswer part,
      String quantity,
      String unit,
      MoneyAnswer unitPrice,
      VatAnswer vat,
      @Nullable MoneyAnswer credited) {
    static LineAnswer of(InvoiceLine line, @Nullable Money credited) {
      Item item = line.item();
      return new LineAnswer(
          line.description(),
          MoneyAnswer.of(line.net()),
          item.kind().name(),
          PartAnswer.of(item),
          item.quantity().toString(),
          item.unit().name(),
          MoneyAnswer.of(item.unitPrice()),
          VatAnswer.of(line.vat()),
          credited == null ? null : MoneyAnswer.of(credited));
    }

    static List<LineAnswer> of(Document document) {
      List<Money> credited =
          document instanceof Invoice invoice ? invoice.credits().credited() : List.of();
      List<InvoiceLine> lines = document.lines();
      return IntStream.range(0, lines.size())
          .mapToObj(i -> of(lines.get(i), credited.isEmpty() ? null : credited.get(i)))
          .toList();
    }
  }

  /** The lines with one category and rate. */
  public record RateAnswer(String category, String rate, MoneyAnswer net, MoneyAnswer vat) {
    static RateAnswer of(Totals.Rate rate) {
      return new RateAnswer(
          rate.vat().category().name(),
          rate.vat().rate().toString(),
          MoneyAnswer.of(rate.taxable()),
          MoneyAnswer.of(rate.amount()));
    }
  }

  public record TotalsAnswer(
      MoneyAnswer net, MoneyAnswer vat, MoneyAnswer gross, List<RateAnswer> rates) {
    static TotalsAnswer of(Totals totals) {
      return new TotalsAnswer(
          MoneyAnswer.of(totals.net()),
          MoneyAnswer.of(totals.vat()),
          MoneyAnswer.of(totals.gross()),
          totals.rates().stream().map(RateAnswer::of).toList());
    }
  }

  /** The invoice that a credit note names, and why it takes something back. */
  public record CreditsAnswer(String number, String issuedAt, String reason) {
    static @Nullable CreditsAnswer of(Document document) {
      if (document instanceof CreditNote note) {
        Corrected invoice = note.corrected();
        return new CreditsAnswer(
            invoice.number().toString(), UtcMillis.text(invoice.issuedAt()), note.reason());
      }
      return null;
    }
  }

  /** An invoice or a credit note. The first fields are as in the first releases. */
  @JsonInclude(Include.NON_NULL)
  public record DocumentAnswer(
      String repairId,
      String number,
      List<LineAnswer> lines,
      MoneyAnswer total,
      String issuedAt,
      @Nullable String sentAt,
      @Nullable String refusal,
      MailingAnswer mail,
      String kind,
      @Nullable String status,
      boolean isInvoice,
      @Nullable SellerAnswer seller,
      @Nullable CustomerAnswer customer,
      String suppliedAt,
      TotalsAnswer totals,
      @Nullable CreditsAnswer credits) {
    /**
     * Answers with a document.
     *
     * @param customer whom the document names; empty if that is not known
     */
    public static DocumentAnswer of(Document document, Optional<Customer> customer) {
      return new DocumentAnswer(
          document.repairId().value(),
          document.number().toString(),
          LineAnswer.of(document),
          MoneyAnswer.of(document.totals().gross()),
          UtcMillis.text(document.issuedAt()),
          document.mailing().sentAt().map(UtcMillis::text).orElse(null),
          refusal(document.mailing().status()),
          MailingAnswer.of(document.mailing()),
          kindOf(document),
          statusOf(document),
          document.seller().isPresent(),
          document.seller().map(SellerAnswer::of).orElse(null),
          customer.map(named -> CustomerAnswer.of(named.with(Optional.empty()))).orElse(null),
          UtcMillis.text(document.supplied()),
          TotalsAnswer.of(document.totals()),
          CreditsAnswer.of(document));
    }

    private static @Nullable String refusal(MailStatus status) {
      return switch (status) {
        case MailStatus.Undeliverable(String reason) -> reason;
        case MailStatus.Refused(String reason) -> reason;
        default -> null;
      };
    }
  }

  /** A document in a list: without its lines, of which there can be many. */
  @JsonInclude(Include.NON_NULL)
  public record ListedDocument(
      String number,
      String kind,
      @Nullable String status,
      boolean isInvoice,
      MoneyAnswer total,
      String issuedAt,
      @Nullable CreditsAnswer credits,
      MailingAnswer mail) {
    static ListedDocument of(Document document) {
      return new ListedDocument(
          document.number().toString(),
          kindOf(document),
          statusOf(document),
          document.seller().isPresent(),
          MoneyAnswer.of(document.totals().gross()),
          UtcMillis.text(document.issuedAt()),
          CreditsAnswer.of(document),
          MailingAnswer.of(document.mailing()));
    }
  }

  /** What the document is. */
  public static String kindOf(Document document) {
    return document.id().kind().name();
  }

  private static @Nullable String statusOf(Document document) {
    return document instanceof Invoice invoice ? invoice.credits().status().name() : null;
  }
}
