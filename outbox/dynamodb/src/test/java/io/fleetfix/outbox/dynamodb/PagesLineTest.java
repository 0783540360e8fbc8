package io.fleetfix.outbox.dynamodb;

import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static io.fleetfix.outbox.contracts.Parcels.TWO_O_CLOCK;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.contracts.headofline.HeadOfLineContract;
import io.fleetfix.outbox.contracts.headofline.Line;
import io.fleetfix.outbox.contracts.headofline.PagedLine;
import io.fleetfix.outbox.delivery.AllRaisedEvents;
import io.fleetfix.outbox.delivery.Finding;
import io.fleetfix.outbox.delivery.Finding.Kind;
import io.fleetfix.outbox.delivery.NoRaisedEvents;
import io.fleetfix.outbox.delivery.ReconcileOutbox;
import io.fleetfix.outbox.delivery.RedeliverEvents;
import io.fleetfix.outbox.delivery.RedeliverEvents.Order;
import io.fleetfix.outbox.delivery.RedeliverEvents.Redelivered;
import io.fleetfix.outbox.delivery.RedeliverEvents.Redelivered.Result;
import io.fleetfix.outbox.delivery.Resender;
import io.fleetfix.outbox.dynamodb.table.IndexListing;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger.Quarantined;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Damaged rows at the start of a list that is read in pages hide no other row. */
@ExtendWith(DynamoDbLocalExtension.class)
class PagesLineTest {
  private static final Window WINDOW = new Window(NOON, NOON.plusSeconds(1_000_000));

  private final DynamoDbLocal local;

  PagesLineTest(DynamoDbLocal local) {
    this.local = local;
  }

  @Nested
  class ListOfDamagedRows implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new Shipped(Damage.missing("contents"));
    }
  }

  @Nested
  class ListWithoutPositions implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new Shipped(Damage.text(OutboxTable.LIST_AT, "nowhere"));
    }
  }

  @Nested
  class ListWithBrokenPositions implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new Shipped(Damage.text(OutboxTable.LIST_AT, "2025-11-13T25"));
    }
  }

  @Nested
  class QuarantineOfDamagedRows implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new Quarantine(Damage.number("quarantinedAt"));
    }
  }

  @Nested
  class QuarantineWithoutPositions implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new Quarantine(Damage.text(OutboxTable.DUE_AT, "nowhere"));
    }
  }

  @Nested
  class ReconcileWithDamagedAggregates implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new Reconciled(Damage.missing("contents"), false);
    }
  }

  @Nested
  class ReconcileWithDamagedEntries implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new Reconciled(Damage.text("occurredAt", "yesterday"), true);
    }
  }

  @Nested
  class RedeliveryOfDamagedAggregates implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new RedeliveredWindow(Damage.missing("contents"), false);
    }
  }

  @Nested
  class RedeliveryOfDamagedEntries implements HeadOfLineContract {
    @Override
    public Line newLine() {
      return new RedeliveredWindow(Damage.number("eventType"), true);
    }
  }

  /** Parcels in a fresh table; the damaged ones are the newest. */
  private abstract class Rows extends PagedLine {
    final FreshTables tables = new FreshTables(local);
    final Damage damage;
    private int raised;

    Rows(Damage damage) {
      this.damage = damage;
    }

    /** Puts a row into the first shard, where a broken position is next to all sound ones. */
    final void inOneShard(Map<String, AttributeValue> key, String attribute, String shard) {
      Damage.text(attribute, shard).on(tables, key);
    }

    Instant next(boolean first) {
      return NOON.plusSeconds(first ? 100_000L + raised++ : raised++);
    }

    static List<String> keys(Page<?> page) {
      return page.unreadable().stream().map(Unreadable::key).toList();
    }

    @Override
    public void close() {
      tables.close();
    }
  }

  private final class Shipped extends Rows {
    private static final List<String> SHARDS = OutboxTable.listShards(ParcelRows.SHIPPED);

    Shipped(Damage damage) {
      super(damage);
    }

    @Override
    protected String fail() {
      String id = shipped(next(true));
      damage.on(tables, OutboxTable.key(id));
      return id;
    }

    @Override
    protected void succeed() {
      shipped(next(false));
    }

    private String shipped(Instant at) {
      String id = tables.shipped(at).aggregateId();
      inOneShard(OutboxTable.key(id), OutboxTable.LIST_SHARD, SHARDS.getFirst());
      return id;
    }

    @Override
    protected Worked work(PageRequest request) {
      Page<Parcel> page =
          IndexListing.ofLists(tables.client(), FreshTables.TABLE, ReadProblems.LOGGED)
              .page(SHARDS, request, row -> Optional.of(new ParcelRows().read(row)));
      return new Worked(
          page.items().stream().map(Parcel::id).toList(), keys(page), page.nextCursor());
    }
  }

  private final class Quarantine extends Rows {
    Quarantine(Damage damage) {
      super(damage);
    }

    private OutboxEntry quarantined(Instant at) {
      OutboxEntry entry = tables.raised(NOON);
      tables.ledger().quarantine(entry, QuarantineReason.ofText("No use"), at);
      inOneShard(
          FreshTables.keyOf(entry),
          OutboxTable.DUE_SHARD,
          OutboxTable.quarantineShards().getFirst());
      return entry;
    }

    @Override
    protected String fail() {
      OutboxEntry entry = quarantined(next(true));
      damage.on(tables, FreshTables.keyOf(entry));
      return "OUTBOX#" + entry.eventId();
    }

    @Override
    protected void succeed() {
      quarantined(next(false));
    }

    @Override
    protected Worked work(PageRequest request) {
      Page<Quarantined> page = tables.ledger().quarantined(request);
      return new Worked(
          page.items().stream().map(Quarantined::eventId).toList(), keys(page), page.nextCursor());
    }
  }

  /** Aggregates whose events are all missing, so that each of them is one finding. */
  private final class Reconciled extends Rows {
    private final boolean entries;
    private final ReconcileOutbox reconcile =
        new ReconcileOutbox(
            raisedIn(tables),
            tables.ledger(),
            tables.unitOfWork(),
            new Resender(tables.ledger(), events -> List.of()),
            () -> TWO_O_CLOCK);

    Reconciled(Damage damage, boolean entries) {
      super(damage);
      this.entries = entries;
    }

    @Override
    protected String fail() {
      return damaged(this, entries);
    }

    @Override
    protected void succeed() {
      Change<Parcel> shipped = Parcels.shipped(tables.packed(), next(false));
      tables.unitOfWork().commit(shipped.withoutEvents());
    }

    @Override
    protected Worked work(PageRequest request) {
      ReconcileOutbox.Report report = reconcile.reconcile(WINDOW, request, false);
      List<String> lost = new ArrayList<>();
      List<String> named = new ArrayList<>();
      for (Finding finding : report.findings()) {
        if (finding.kind().equals(Kind.NO_ENTRY)) {
          lost.add(finding.aggregateId());
        } else {
          named.add(
              entries
                  ? "OUTBOX#" + Objects.requireNonNull(finding.entry()).eventId()
                  : finding.aggregateId());
        }
      }
      return new Worked(lost, named, report.nextCursor());
    }
  }

  private final class RedeliveredWindow extends Rows {
    private final boolean entries;
    private final RedeliverEvents redeliver =
        new RedeliverEvents(
            raisedIn(tables),
            tables.ledger(),
            tables.redeliveries(),
            new Resender(tables.ledger(), events -> List.of()),
            () -> TWO_O_CLOCK);

    RedeliveredWindow(Damage damage, boolean entries) {
      super(damage);
      this.entries = entries;
    }

    @Override
    protected String fail() {
      return damaged(this, entries);
    }

    @Override
    protected void succeed() {
      tables.shipped(next(false));
    }

    @Override
    protected Worked work(PageRequest request) {
      Page<Redelivered> page = redeliver.window(WINDOW, request, new Order("tester", false)).page();
      List<String> sent = new ArrayList<>();
      List<String> named = new ArrayList<>(keys(page));
      for (Redelivered each : page.items()) {
        if (each.result() == Result.SENT) {
          sent.add(each.eventId().toString());
        } else if (each.result() == Result.UNREADABLE) {
          named.add("OUTBOX#" + each.eventId());
        }
      }
      return new Worked(sent, named, page.nextCursor());
    }
  }

  /** Damages a shipped parcel or the entry of its event, and returns the key of the damaged row. */
  private static String damaged(Rows rows, boolean entry) {
    Parcel parcel = rows.tables.shipped(rows.next(true));
    if (entry) {
      OutboxEntry event = OutboxEntry.of(parcel.shippedEvent());
      rows.damage.on(rows.tables, FreshTables.keyOf(event));
      return "OUTBOX#" + event.eventId();
    }
    rows.damage.on(rows.tables, OutboxTable.key(parcel.aggregateId()));
    return parcel.aggregateId();
  }

  private static AllRaisedEvents raisedIn(FreshTables tables) {
    return new AllRaisedEvents(
        List.of(
            new ShippedParcels(tables),
            new NoRaisedEvents<>(IdempotencyRecord.class, IdempotencyRecord.KEY_PREFIX)),
        FreshTables.MAPPINGS.types());
  }
}
