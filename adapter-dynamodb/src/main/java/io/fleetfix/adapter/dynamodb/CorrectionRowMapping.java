package io.fleetfix.adapter.dynamodb;

import io.fleetfix.domain.invoice.Correction;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.outbox.dynamodb.RowMapping;
import io.fleetfix.outbox.dynamodb.table.ItemBuilder;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.dynamodb.table.UnreadableItem;
import io.fleetfix.outbox.paging.ListPosition;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Maps a correction to and from a row, which is in the list of all corrections. */
public final class CorrectionRowMapping implements RowMapping<Correction> {
  /** The index list of all corrections. */
  static final String LIST = "CORRECTION";

  private static final String DOCUMENT = "document";
  private static final String AT = "issuedAt";

  @Override
  public Class<Correction> type() {
    return Correction.class;
  }

  @Override
  public String entityType() {
    return "CORRECTION";
  }

  @Override
  public String keyPrefix() {
    return Correction.KEY_PREFIX;
  }

  @Override
  public Map<String, AttributeValue> row(Correction correction) {
    return new ItemBuilder()
        .text(DOCUMENT, correction.document().toString())
        .time(AT, correction.at())
        .listed(LIST, new ListPosition(correction.at(), correction.document().inLists()))
        .map();
  }

  @Override
  public Correction read(ItemReader row) {
    return new Correction(
        DocumentId.parse(row.text(DOCUMENT))
            .orElseThrow(() -> new UnreadableItem(DOCUMENT, "is not the id of a document")),
        row.time(AT));
  }
}
