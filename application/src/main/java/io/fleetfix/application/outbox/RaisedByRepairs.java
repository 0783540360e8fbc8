package io.fleetfix.application.outbox;

import static io.fleetfix.domain.repair.RepairStatus.CANCELLED;
import static io.fleetfix.domain.repair.RepairStatus.COMPLETED;

import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairCancelled;
import io.fleetfix.domain.repair.RepairCompleted;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.UnreadableRow;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.Raised;
import io.fleetfix.outbox.port.Raised.Presence;
import io.fleetfix.outbox.port.RaisedEvents;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A closed repair has raised one event. The effects are a notice, and an invoice if the repair was
 * completed, unless the work is under a warranty.
 */
public record RaisedByRepairs(Repairs repairs, Invoices invoices, Notices notices)
    implements RaisedEvents<Repair> {
  public static final String INVOICE = "invoice";
  public static final String NOTICE = "notice";

  @Override
  public Class<Repair> type() {
    return Repair.class;
  }

  @Override
  public String keyPrefix() {
    return Repair.KEY_PREFIX;
  }

  @Override
  public Set<String> eventTypes() {
    return Set.of(RepairCompleted.TYPE, RepairCancelled.TYPE);
  }

  @Override
  public Set<String> effects() {
    return Set.of(INVOICE, NOTICE);
  }

  @Override
  public Set<String> refusable() {
    return Set.of();
  }

  @Override
  public Page<Raised<Repair>> between(Window window, PageRequest request) {
    Page<Repair> closed =
        new ClosedRepairs(repairs, List.of(COMPLETED, CANCELLED)).page(window, request);
    return new Page<>(
        closed.items().stream().flatMap(repair -> raised(repair).stream()).toList(),
        closed.unreadable(),
        closed.nextCursor());
  }

  @Override
  public Optional<Raised<Repair>> of(String aggregateId) {
    return RepairId.parse(aggregateId.substring(keyPrefix().length()))
        .flatMap(repairs::find)
        .flatMap(this::raised);
  }

  private Optional<Raised<Repair>> raised(Repair repair) {
    return repair
        .closingEvent()
        .map(
            event -> {
              Effects effects = new Effects();
              if (repair.isInvoiced()) {
                effects.look(INVOICE, () -> invoices.find(repair.id()));
              }
              effects.look(NOTICE, () -> notices.find(event.eventId()));
              Set<String> followers =
                  repair.isInvoiced() ? Set.of(Invoice.aggregateId(repair.id())) : Set.of();
              return new Raised<>(
                  repair, List.of(event), effects.presence, effects.unreadable, followers);
            });
  }

  private static final class Effects {
    private final Map<String, Presence> presence = new HashMap<>();
    private final Map<String, Unreadable> unreadable = new HashMap<>();

    void look(String effect, Supplier<Optional<?>> find) {
      try {
        presence.put(effect, find.get().isPresent() ? Presence.PRESENT : Presence.MISSING);
      } catch (StorageUnavailable unavailable) {
        throw unavailable;
      } catch (UnreadableRow row) { // The row exists, but cannot be read.
        presence.put(effect, Presence.UNKNOWN);
        unreadable.put(effect, row.row());
      } catch (RuntimeException unknown) {
        presence.put(effect, Presence.UNKNOWN);
      }
    }
  }
}
