package io.fleetfix.domain.invoice;

import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The natural key of a document: a repair has at most one document of each kind and number.
 *
 * @param n from 1: the repair's first invoice or credit note
 */
public record DocumentId(Kind kind, RepairId repairId, int n) {
  private static final Pattern FORM =
      Pattern.compile("(INVOICE#|CREDIT#)([^#]{1,40})(?:#([1-9][0-9]{0,3}))?");

  /** The kinds of documents. */
  public enum Kind {
    INVOICE("INVOICE#", ""),
    CREDIT_NOTE("CREDIT#", "C");

    private final String prefix;
    private final String mark;

    Kind(String prefix, String mark) {
      this.prefix = prefix;
      this.mark = mark;
    }

    /** The prefix of the documents' aggregate ids. */
    public String prefix() {
      return prefix;
    }
  }

  public DocumentId {
    if (n < 1) {
      throw new InvalidValue("n", "must be at least 1");
    }
  }

  public static DocumentId firstInvoice(RepairId repairId) {
    return new DocumentId(Kind.INVOICE, repairId, 1);
  }

  /** Parses a result of {@link #toString}; empty if the text is anything else. */
  public static Optional<DocumentId> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    Kind kind = form.group(1).equals(Kind.INVOICE.prefix) ? Kind.INVOICE : Kind.CREDIT_NOTE;
    int n = form.group(3) == null ? 1 : Integer.parseInt(form.group(3));
    return RepairId.parse(form.group(2))
        .map(repairId -> new DocumentId(kind, repairId, n))
        .filter(id -> id.toString().equals(text));
  }

  public DocumentId next() {
    return new DocumentId(kind, repairId, n + 1);
  }

  private boolean isFirstInvoice() {
    return kind == Kind.INVOICE && n == 1;
  }

  /** A short form of letters, digits and hyphens, for lists. The first invoice has the repair's. */
  public String inLists() {
    return isFirstInvoice() ? repairId.value() : repairId + "-" + kind.mark + n;
  }

  /** The id as an aggregate; the first invoice's has no number. */
  @Override
  public String toString() {
    return isFirstInvoice() ? kind.prefix + repairId : kind.prefix + repairId + "#" + n;
  }
}
