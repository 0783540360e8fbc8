package io.fleetfix.adapter.dynamodb;

import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.outbox.dynamodb.RowMapping;
import io.fleetfix.outbox.dynamodb.table.ItemBuilder;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.Version;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Maps a credit note to and from a row. */
public final class CreditNoteRowMapping implements RowMapping<CreditNote> {
  private static final String CORRECTED = "corrected";
  private static final String CORRECTED_N = "n";
  private static final String CORRECTED_AT = "issuedAt";
  private static final String REASON = "reason";

  @Override
  public Class<CreditNote> type() {
    return CreditNote.class;
  }

  @Override
  public String entityType() {
    return "CREDIT";
  }

  @Override
  public String keyPrefix() {
    return CreditNote.KEY_PREFIX;
  }

  @Override
  public Map<String, AttributeValue> row(CreditNote note) {
    CreditNote.Corrected corrected = note.corrected();
    ItemBuilder map =
        new ItemBuilder()
            .number(CORRECTED_N, corrected.n())
            .time(CORRECTED_AT, corrected.issuedAt());
    return DocumentAttributes.of(note)
        .map(CORRECTED, DocumentAttributes.numbered(map, corrected.number()))
        .text(REASON, note.reason())
        .map();
  }

  @Override
  public CreditNote read(ItemReader row) {
    ItemReader corrected = row.map(CORRECTED);
    return new CreditNote(
        DocumentAttributes.repairId(row),
        DocumentAttributes.n(row),
        new Version(row.number(OutboxTable.VERSION)),
        DocumentAttributes.number(row),
        new CreditNote.Corrected(
            (int) corrected.number(CORRECTED_N),
            DocumentAttributes.number(corrected),
            corrected.time(CORRECTED_AT)),
        row.text(REASON),
        DocumentAttributes.seller(row),
        DocumentAttributes.billTo(row),
        DocumentAttributes.lines(row),
        DocumentAttributes.totals(row),
        DocumentAttributes.supplied(row),
        DocumentAttributes.issuedAt(row),
        MailingAttributes.read(row));
  }
}
