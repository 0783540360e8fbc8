package io.fleetfix.adapter.inmemory;

import io.fleetfix.application.port.Repairs;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.notice.Notice;
import io.fleetfix.domain.repair.Billing;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairState.Cancelled;
import io.fleetfix.domain.repair.RepairState.Completed;
import io.fleetfix.domain.repair.RepairState.Open;
import io.fleetfix.domain.repair.RepairStatus;
import io.fleetfix.domain.repair.Vehicle;
import io.fleetfix.domain.repair.WorkLine;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryKind.Place;
import io.fleetfix.outbox.inmemory.InMemoryKind.Room;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.paging.ListPosition;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The current repairs. A repair stands for all that follows from it: its invoice, its notice, their
 * events and messages count with the repair, and leave the store together with it, once the notice
 * is posted and the invoice is mailed.
 */
public record InMemoryRepairs(InMemoryStore store) implements Repairs {
  /** What a repair with all that follows takes in addition to its texts and lines; measured. */
  private static final long FIXED_BYTES = 2_048;

  /** A work line and its line of the invoice, without the texts, which both share. */
  private static final long BYTES_PER_LINE = 128;

  public static final InMemoryKind<Repair> KIND =
      new InMemoryKind<>(
          Repair.class,
          repair ->
              Optional.of(
                  new Place(
                      list(repair.state().status()),
                      new ListPosition(repair.since(), repair.id().value()))),
          InMemoryRepairs::room);

  private static Room room(Repair repair) {
    String group = repair.id().value();
    String invoice = Invoice.aggregateId(repair.id());
    return switch (repair.state()) {
      case Open open -> Room.kept(group, bytes(repair));
      case Completed completed when completed.billing() == Billing.WARRANTY ->
          Room.removableWith(group, bytes(repair), notice(repair));
      case Completed completed -> Room.removableWith(group, bytes(repair), invoice, notice(repair));
      case Cancelled cancelled ->
          Room.removableWith(
              group, bytes(repair) + 2 * Room.ofText(cancelled.reason()), notice(repair));
    };
  }

  private static String notice(Repair repair) {
    return Notice.aggregateId(repair.closingEvent().orElseThrow().eventId());
  }

  private static long bytes(Repair repair) {
    Vehicle vehicle = repair.vehicle();
    long bytes =
        FIXED_BYTES
            + 2 * texts(vehicle.registration(), vehicle.make(), vehicle.model()) // and its notice
            + texts(repair.complaint())
            + repair.customer().printedTexts().stream().mapToLong(Room::ofText).sum()
            + repair.customer().email().map(EmailAddress::value).map(Room::ofText).orElse(0L);
    for (WorkLine line : repair.work()) {
      bytes += BYTES_PER_LINE + texts(line.lineId().toString(), line.description());
    }
    return bytes;
  }

  private static long texts(String... texts) {
    return Stream.of(texts).mapToLong(Room::ofText).sum();
  }

  private static String list(RepairStatus status) {
    return "repairs " + status;
  }

  @Override
  public Optional<Repair> find(RepairId id) {
    return store.find(Repair.aggregateId(id), Repair.class);
  }

  @Override
  public Page<Repair> list(RepairStatus status, PageRequest request) {
    return store.list(list(status), request, Repair.class);
  }
}
