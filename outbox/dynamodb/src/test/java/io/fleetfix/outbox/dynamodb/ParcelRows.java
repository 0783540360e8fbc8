package io.fleetfix.outbox.dynamodb;

import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.dynamodb.table.ItemBuilder;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.paging.ListPosition;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Maps parcels to rows. Shipped parcels are in a list. */
final class ParcelRows implements RowMapping<Parcel> {
  static final String SHIPPED = "SHIPPED";

  private static final String STATUS = "status";

  @Override
  public Class<Parcel> type() {
    return Parcel.class;
  }

  @Override
  public String entityType() {
    return "PARCEL";
  }

  @Override
  public String keyPrefix() {
    return Parcel.KEY_PREFIX;
  }

  @Override
  public Map<String, AttributeValue> row(Parcel parcel) {
    ItemBuilder row =
        new ItemBuilder()
            .text("parcelId", parcel.id())
            .text(STATUS, parcel.isShipped() ? SHIPPED : "PACKED")
            .text("contents", parcel.contents());
    Instant shippedAt = parcel.shippedAt();
    return shippedAt == null
        ? row.map()
        : row.time("shippedAt", shippedAt)
            .listed(SHIPPED, new ListPosition(shippedAt, parcel.id()))
            .map();
  }

  @Override
  public Parcel read(ItemReader row) {
    return new Parcel(
        row.text("parcelId"),
        new Version(row.number(OutboxTable.VERSION)),
        row.text("contents"),
        row.maybeTime("shippedAt").orElse(null));
  }
}
