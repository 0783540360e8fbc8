package io.fleetfix.outbox.dynamodb;

import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.ParcelShipped;
import io.fleetfix.outbox.dynamodb.table.IndexListing;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.Raised;
import io.fleetfix.outbox.port.RaisedEvents;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The events of parcels, found through the list of shipped parcels. */
record ShippedParcels(FreshTables tables) implements RaisedEvents<Parcel> {
  @Override
  public Class<Parcel> type() {
    return Parcel.class;
  }

  @Override
  public String keyPrefix() {
    return Parcel.KEY_PREFIX;
  }

  @Override
  public Set<String> eventTypes() {
    return Set.of(ParcelShipped.TYPE);
  }

  @Override
  public Set<String> effects() {
    return Set.of();
  }

  @Override
  public Set<String> refusable() {
    return Set.of();
  }

  @Override
  public Page<Raised<Parcel>> between(Window window, PageRequest request) {
    ParcelRows rows = new ParcelRows();
    return IndexListing.ofLists(tables.client(), FreshTables.TABLE, ReadProblems.LOGGED)
        .page(
            OutboxTable.listShards(ParcelRows.SHIPPED),
            request,
            row -> Optional.of(raised(rows.read(row))),
            each -> each.state().sizeInBytes());
  }

  @Override
  public Optional<Raised<Parcel>> of(String aggregateId) {
    return tables
        .parcel(aggregateId.substring(Parcel.KEY_PREFIX.length()))
        .filter(Parcel::isShipped)
        .map(ShippedParcels::raised);
  }

  private static Raised<Parcel> raised(Parcel parcel) {
    return new Raised<>(parcel, List.of(parcel.shippedEvent()), Map.of());
  }
}
