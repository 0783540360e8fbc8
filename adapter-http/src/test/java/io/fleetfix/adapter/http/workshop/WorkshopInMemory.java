package io.fleetfix.adapter.http.workshop;

import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;

import io.fleetfix.adapter.http.operator.OutboxRoutes;
import io.fleetfix.adapter.http.operator.OutboxStatus;
import io.fleetfix.adapter.http.repair.InvoiceRoutes;
import io.fleetfix.adapter.http.repair.MailRoutes;
import io.fleetfix.adapter.http.repair.NoticeRoutes;
import io.fleetfix.adapter.http.repair.RepairRoutes;
import io.fleetfix.adapter.http.server.MetricsRoute;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.adapter.inmemory.InMemoryInvoices;
import io.fleetfix.adapter.inmemory.InMemoryNotices;
import io.fleetfix.adapter.inmemory.InMemoryRepairs;
import io.fleetfix.adapter.inmemory.InMemoryWorkshopUnitOfWork;
import io.fleetfix.application.outbox.RaisedByInvoices;
import io.fleetfix.application.outbox.RaisedByRepairs;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Mailbox.Mail;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.repair.AddWork;
import io.fleetfix.application.repair.CancelRepair;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.application.repair.OpenRepair;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.notice.Notice;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.delivery.AllRaisedEvents;
import io.fleetfix.outbox.delivery.InspectOutbox;
import io.fleetfix.outbox.delivery.ReconcileOutbox;
import io.fleetfix.outbox.delivery.RedeliverEvents;
import io.fleetfix.outbox.delivery.Resender;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.inmemory.InMemoryIdempotencyRecords;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryReceipts;
import io.fleetfix.outbox.inmemory.InMemoryRedeliveries;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.NoRaisedEvents;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.Redeliveries;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Everything behind the server, in memory, with a door that can be jammed and a clock by hand. */
public final class WorkshopInMemory {
  /** What every invoice looks like when it is printed. */
  public static final String PDF = "%PDF-1.7";

  private final InMemoryStore store = store();
  private final UnitOfWork door = new InMemoryWorkshopUnitOfWork(store);
  private final RefusingBus bus = new RefusingBus();
  private volatile boolean away;
  private volatile List<String> problems = List.of();
  private volatile List<Mail> mails = List.of();
  private volatile List<Unreadable> unreadable = List.of();
  private volatile Instant now = TWO_O_CLOCK;
  private volatile Runnable beforeCommit = () -> {};

  private static InMemoryStore store() {
    List<InMemoryKind<?>> kinds = new ArrayList<>(InMemoryInvoices.KINDS);
    kinds.add(InMemoryRepairs.KIND);
    kinds.add(InMemoryNotices.KIND);
    return new InMemoryStore(WorkshopOutbox.FORMAT, kinds.toArray(InMemoryKind<?>[]::new));
  }

  /** All routes but those of health and of the description. */
  public List<Routes> routes() {
    Repairs repairs = new PartlyUnreadable(new InMemoryRepairs(store), () -> unreadable);
    Invoices invoices = new InMemoryInvoices(store);
    Notices notices = new InMemoryNotices(store);
    OutboxLedger ledger = new LedgerThatMayBeAway(store.outbox(), () -> away);
    AllRaisedEvents raised = raised(repairs, invoices, notices);
    FindRepairs find = new FindRepairs(repairs, raised, ledger);
    return List.of(
        repairRoutes(repairs, find),
        new InvoiceRoutes(invoices, find, new StubPrinter(PDF)),
        new NoticeRoutes(notices),
        new MailRoutes(() -> mails),
        outboxRoutes(raised, find, ledger),
        new MetricsRoute(() -> "# nothing\n"));
  }

  private AllRaisedEvents raised(Repairs repairs, Invoices invoices, Notices notices) {
    return new AllRaisedEvents(
        List.of(
            new RaisedByRepairs(repairs, invoices, notices),
            new RaisedByInvoices(repairs, invoices),
            new NoRaisedEvents<>(Notice.class, Notice.KEY_PREFIX),
            new NoRaisedEvents<>(InvoiceNumbers.class, InvoiceNumbers.KEY_PREFIX),
            new NoRaisedEvents<>(IdempotencyRecord.class, IdempotencyRecord.KEY_PREFIX)),
        store.kinds());
  }

  private RepairRoutes repairRoutes(Repairs repairs, FindRepairs find) {
    RandomGenerator random = new SplittableRandom(1);
    ExecuteCommand<Repair, Refusal> command =
        new ExecuteCommand<>(
            id -> repairs.find(new RepairId(id)),
            new InMemoryIdempotencyRecords(store),
            new JammableDoor(door, () -> beforeCommit.run()),
            clock());
    return new RepairRoutes(
        new OpenRepair(command, WORKSHOP, random, clock()),
        new AddWork(command, random),
        new CompleteRepair(command, clock()),
        new CancelRepair(command, clock()),
        find);
  }

  private OutboxRoutes outboxRoutes(AllRaisedEvents raised, FindRepairs find, OutboxLedger ledger) {
    Redeliveries redeliveries = new InMemoryRedeliveries();
    Resender resender = new Resender(ledger, bus);
    InspectOutbox inspect =
        new InspectOutbox(ledger, new InMemoryReceipts(), redeliveries, clock());
    return new OutboxRoutes(
        new OutboxStatus(inspect, () -> 0, () -> problems),
        inspect,
        find,
        new RedeliverEvents(raised, ledger, redeliveries, resender, clock()),
        ledger,
        new ReconcileOutbox(raised, ledger, door, resender, clock()),
        clock());
  }

  public InstantSource clock() {
    return () -> now;
  }

  public boolean isReady() {
    return !away;
  }

  /** What happens from now on before anything is written: it may throw, or wait. */
  public void beforeCommit(Runnable happening) {
    beforeCommit = happening;
  }

  /** From now on the table does not answer those who look after the outbox. */
  public void takeTheTableAway() {
    away = true;
  }

  /** From now on this row stands in each list of repairs. */
  public void spoil(Unreadable row) {
    unreadable = List.of(row);
  }

  public RefusingBus bus() {
    return bus;
  }

  /** Plays the receipt of an event. */
  public void receive(EventId eventId) {
    store.outbox().confirm(entry(eventId), now);
  }

  /** Plays the sweeper, to whom the bus has said no too often. */
  public void giveUp(EventId eventId, String reason) {
    store.outbox().quarantine(entry(eventId), reason, now);
  }

  private OutboxEntry entry(EventId eventId) {
    return store.outbox().find(eventId).map(Delivery::entry).orElseThrow();
  }

  public Instant now() {
    return now;
  }

  /** From now on this is missing. */
  public void miss(String problem) {
    problems = List.of(problem);
  }

  /** From now on these have gone out. */
  public void mailed(List<Mail> newestFirst) {
    mails = newestFirst;
  }

  /** Lets time pass; it stands still otherwise. */
  public void passTime(Duration time) {
    now = now.plus(time);
  }

  /** The way into the store past HTTP, for what only events bring about. */
  public UnitOfWork door() {
    return door;
  }
}
