package io.fleetfix.adapter.http.workshop;

import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;

import io.fleetfix.adapter.http.mailbox.KeptMailRoutes;
import io.fleetfix.adapter.http.mailbox.MailRoutes;
import io.fleetfix.adapter.http.operator.DeadLetterRoutes;
import io.fleetfix.adapter.http.operator.EventListRoutes;
import io.fleetfix.adapter.http.operator.InvoiceDateRoutes;
import io.fleetfix.adapter.http.operator.InvoiceMailRoutes;
import io.fleetfix.adapter.http.operator.OutboxHealthRoute;
import io.fleetfix.adapter.http.operator.OutboxHealthRoute.Sample;
import io.fleetfix.adapter.http.operator.OutboxRoutes;
import io.fleetfix.adapter.http.operator.OutboxStatus;
import io.fleetfix.adapter.http.operator.QuarantineRoutes;
import io.fleetfix.adapter.http.repair.ContactRoutes;
import io.fleetfix.adapter.http.repair.CustomerRoutes;
import io.fleetfix.adapter.http.repair.DocumentAnswers;
import io.fleetfix.adapter.http.repair.DocumentRoutes;
import io.fleetfix.adapter.http.repair.InvoiceRoutes;
import io.fleetfix.adapter.http.repair.NoticeRoutes;
import io.fleetfix.adapter.http.repair.RepairRoutes;
import io.fleetfix.adapter.http.repair.WorkRoutes;
import io.fleetfix.adapter.http.server.MetricsRoute;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.adapter.inmemory.InMemoryContacts;
import io.fleetfix.adapter.inmemory.InMemoryInvoices;
import io.fleetfix.adapter.inmemory.InMemoryNotices;
import io.fleetfix.adapter.inmemory.InMemoryRepairs;
import io.fleetfix.adapter.inmemory.InMemoryWorkshopUnitOfWork;
import io.fleetfix.application.contact.CorrectContact;
import io.fleetfix.application.contact.FindContact;
import io.fleetfix.application.invoice.ChargeCheck;
import io.fleetfix.application.invoice.FindDocuments;
import io.fleetfix.application.invoice.IssueCreditNote;
import io.fleetfix.application.invoice.IssueFurtherInvoice;
import io.fleetfix.application.invoice.NumberCounters;
import io.fleetfix.application.invoice.PrintCheck;
import io.fleetfix.application.invoice.ResetInvoiceDate;
import io.fleetfix.application.mail.RequestMail;
import io.fleetfix.application.mail.RequestMails;
import io.fleetfix.application.outbox.RaisedByCreditNotes;
import io.fleetfix.application.outbox.RaisedByInvoices;
import io.fleetfix.application.outbox.RaisedByRepairs;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.MailDomains;
import io.fleetfix.application.port.Mailbox.KeptMail;
import io.fleetfix.application.port.Mailbox.Mail;
import io.fleetfix.application.port.Notices;
import io.fleetfix.application.port.PrintableText;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.application.repair.AddWork;
import io.fleetfix.application.repair.CancelRepair;
import io.fleetfix.application.repair.ChangeCustomer;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.application.repair.CorrectWork;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.application.repair.OpenRepair;
import io.fleetfix.domain.invoice.Correction;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.notice.Notice;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.delivery.AllRaisedEvents;
import io.fleetfix.outbox.delivery.InspectOutbox;
import io.fleetfix.outbox.delivery.ListEvents;
import io.fleetfix.outbox.delivery.NoRaisedEvents;
import io.fleetfix.outbox.delivery.ReconcileOutbox;
import io.fleetfix.outbox.delivery.RedeliverEvents;
import io.fleetfix.outbox.delivery.ReleaseQuarantined;
import io.fleetfix.outbox.delivery.Resender;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.DomainEvent;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.health.WriteHealth;
import io.fleetfix.outbox.inmemory.InMemoryIdempotencyRecords;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryReceipts;
import io.fleetfix.outbox.inmemory.InMemoryReconcileMemory;
import io.fleetfix.outbox.inmemory.InMemoryRedeliveries;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.outbox.port.Redeliveries;
import io.fleetfix.outbox.port.ResourceCheck.Result;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory.Compared;
import io.fleetfix.outbox.queue.QueueSizes.QueueSize;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The workshop behind the server, in memory, with faults on demand and a clock set by the test. */
public final class WorkshopInMemory {
  /** The printed form of every invoice. */
  public static final String PDF = "%PDF-1.7";

  /** The only domain that can't exist. */
  public static final String IMPOSSIBLE_DOMAIN = "xn--a.example";

  private static final MailDomains DOMAINS =
      domain -> Optional.of(domain).filter(each -> !each.equals(IMPOSSIBLE_DOMAIN));

  private final Workshop workshop;
  private final PrintableText fonts;
  private final InMemoryStore store = store();
  private final UnitOfWork door = new InMemoryWorkshopUnitOfWork(store);
  private final RefusingBus bus = new RefusingBus();
  private final FailingQueues queues = new FailingQueues(clock());
  private final ReconcileMemory reconciled = new InMemoryReconcileMemory();
  private final StubMailbox mailbox = new StubMailbox(() -> readFault().run());
  private final RandomGenerator random = new Random(1); // shared by the server's threads
  private volatile boolean away;
  private volatile List<Result> resources = List.of();
  private volatile WriteHealth writing = new WriteHealth.Works(Duration.ZERO);
  private volatile List<QueueSize> queueSizes = List.of();
  private volatile List<String> stuckLoops = List.of();
  private volatile List<Unreadable> unreadable = List.of();
  private volatile Optional<DocumentId> unreadableDocument = Optional.empty();
  private volatile Instant now = TWO_O_CLOCK;
  private volatile Runnable beforeCommit = () -> {};
  private volatile Runnable beforeRead = () -> {};

  /** A workshop without a profile, whose fonts have every character. */
  public WorkshopInMemory() {
    this(WORKSHOP, text -> "");
  }

  public WorkshopInMemory(Workshop workshop, PrintableText fonts) {
    this.workshop = workshop;
    this.fonts = fonts;
  }

  private static InMemoryStore store() {
    List<InMemoryKind<?>> kinds = new ArrayList<>(InMemoryInvoices.KINDS);
    kinds.add(InMemoryRepairs.KIND);
    kinds.add(InMemoryNotices.KIND);
    kinds.add(InMemoryContacts.KIND);
    return new InMemoryStore(WorkshopOutbox.FORMAT, kinds.toArray(InMemoryKind<?>[]::new));
  }

  /** Issues the invoice of a completed repair, as the reaction to its event does. */
  public void invoice(RepairId id) {
    Repairs repairs = new InMemoryRepairs(store);
    DomainEvent completed = repairs.find(id).orElseThrow().closingEvent().orElseThrow();
    new IssueInvoice(repairs, new InMemoryInvoices(store), store.outbox(), door, workshop, clock())
        .on(OutboxEntry.of(completed));
  }

  /** Stores a change without a request. */
  public void commit(Change<?> change) {
    door.commit(change);
  }

  /** From now on, reconciliation has compared everything up to this time, and found this. */
  public void reconciled(@Nullable Instant upTo, Map<String, SortedSet<String>> mismatches) {
    reconciled.save(new Compared(upTo, new TreeMap<>(mismatches)));
  }

  /** All routes but those for health, for problems and for the API's description. */
  public List<Routes> routes() {
    Repairs repairs =
        new PartlyUnreadable(new InMemoryRepairs(store), () -> unreadable, () -> beforeRead.run());
    Invoices invoices =
        new InvoicesThatMayFail(
            new InMemoryInvoices(store), () -> unreadableDocument, () -> beforeRead.run());
    Notices notices = new InMemoryNotices(store);
    LedgerThatMayBeAway ledger =
        new LedgerThatMayBeAway(
            store.outbox(),
            () -> {
              beforeRead.run();
              return away;
            });
    reconciled(now, Map.of());
    AllRaisedEvents raised = raised(repairs, invoices, notices);
    FindDocuments documents = new FindDocuments(invoices);
    FindRepairs find = new FindRepairs(repairs, documents, raised, ledger);
    DocumentAnswers answers = new DocumentAnswers(find, new StubPrinter(PDF));
    List<Routes> routes = new ArrayList<>(outboxRoutes(raised, find, ledger));
    Collections.addAll(
        routes,
        repairRoutes(repairs, find),
        workRoutes(repairs),
        new CustomerRoutes(new ChangeCustomer(onRepairs(repairs), new PrintCheck(fonts))),
        contactRoutes(repairs, find),
        new InvoiceRoutes(documents, answers),
        documentRoutes(repairs, invoices, answers),
        mailRoutes(invoices, answers),
        new InvoiceDateRoutes(new ResetInvoiceDate(invoices, door, workshop, clock())),
        new NoticeRoutes(notices),
        new MailRoutes(mailbox),
        new KeptMailRoutes(mailbox),
        new DeadLetterRoutes(queues),
        new MetricsRoute(() -> "# nothing\n"));
    return routes;
  }

  private AllRaisedEvents raised(Repairs repairs, Invoices invoices, Notices notices) {
    return new AllRaisedEvents(
        List.of(
            new RaisedByRepairs(repairs, invoices, notices),
            new RaisedByInvoices(repairs, invoices),
            new RaisedByCreditNotes(invoices),
            new NoRaisedEvents<>(Notice.class, Notice.KEY_PREFIX),
            new NoRaisedEvents<>(Contact.class, Contact.KEY_PREFIX),
            new NoRaisedEvents<>(InvoiceNumbers.class, InvoiceNumbers.KEY_PREFIX),
            new NoRaisedEvents<>(Correction.class, Correction.KEY_PREFIX),
            new NoRaisedEvents<>(IdempotencyRecord.class, IdempotencyRecord.KEY_PREFIX)),
        store.kinds());
  }

  private RepairRoutes repairRoutes(Repairs repairs, FindRepairs find) {
    ExecuteCommand<Repair, Refusal> command = onRepairs(repairs);
    return new RepairRoutes(
        new OpenRepair(command, workshop, DOMAINS, new PrintCheck(fonts), random, clock()),
        new CompleteRepair(command, workshop, clock()),
        new CancelRepair(command, clock()),
        find);
  }

  private WorkRoutes workRoutes(Repairs repairs) {
    ExecuteCommand<Repair, Refusal> command = onRepairs(repairs);
    return new WorkRoutes(
        new AddWork(command, charges(), random), new CorrectWork(command, charges()));
  }

  private ExecuteCommand<Repair, Refusal> onRepairs(Repairs repairs) {
    return command(id -> repairs.find(new RepairId(id)));
  }

  private ChargeCheck charges() {
    return new ChargeCheck(workshop, new PrintCheck(fonts));
  }

  private DocumentRoutes documentRoutes(
      Repairs repairs, Invoices invoices, DocumentAnswers answers) {
    FindDocuments documents = new FindDocuments(invoices);
    NumberCounters counters = new NumberCounters(invoices, workshop, clock());
    return new DocumentRoutes(
        answers,
        new IssueCreditNote(
            command(id -> documents.find(id).map(CreditNote.class::cast)),
            documents,
            counters,
            new PrintCheck(fonts),
            workshop),
        new IssueFurtherInvoice(
            command(id -> documents.find(id).map(Invoice.class::cast)),
            repairs,
            documents,
            counters,
            charges(),
            workshop));
  }

  private Routes mailRoutes(Invoices invoices, DocumentAnswers answers) {
    FindDocuments documents = new FindDocuments(invoices);
    RequestMail requestMail =
        new RequestMail(command(documents::find), new InMemoryRedeliveries(), DOMAINS, clock());
    return new InvoiceMailRoutes(
        documents, answers, requestMail, new RequestMails(invoices, requestMail));
  }

  private ContactRoutes contactRoutes(Repairs repairs, FindRepairs find) {
    InMemoryContacts contacts = new InMemoryContacts(store);
    FindContact findContact = new FindContact(repairs, contacts);
    return new ContactRoutes(
        find,
        contacts,
        new CorrectContact(command(id -> findContact.find(new RepairId(id))), DOMAINS));
  }

  private <A extends Aggregate, R> ExecuteCommand<A, R> command(
      Function<String, Optional<A>> find) {
    return new ExecuteCommand<>(
        find,
        new InMemoryIdempotencyRecords(store),
        new JammableDoor(door, () -> beforeCommit.run()),
        clock());
  }

  private List<Routes> outboxRoutes(
      AllRaisedEvents raised, FindRepairs find, LedgerThatMayBeAway ledger) {
    Redeliveries redeliveries = new InMemoryRedeliveries();
    Resender resender = new Resender(ledger, bus);
    InspectOutbox inspect =
        new InspectOutbox(ledger, new InMemoryReceipts(), redeliveries, reconciled, clock());
    OutboxStatus status =
        new OutboxStatus(inspect::status, () -> 0, () -> resources, () -> queueSizes);
    return List.of(
        new OutboxHealthRoute(
            () -> away ? Optional.empty() : Optional.of(new Sample(status, Duration.ZERO))),
        new OutboxRoutes(
            status,
            inspect,
            find,
            new RedeliverEvents(raised, ledger, redeliveries, resender, clock()),
            new ReconcileOutbox(raised, ledger, door, resender, clock()),
            clock()),
        new EventListRoutes(
            new ListEvents(raised, ledger, ledger.listing(store.outbox()), clock())),
        new QuarantineRoutes(inspect, new ReleaseQuarantined(ledger, clock())));
  }

  public InstantSource clock() {
    return () -> now;
  }

  /** From now on, this loop of the service is stuck. */
  public void stick(String loop) {
    stuckLoops = List.of(loop);
  }

  public List<String> stuckLoops() {
    return stuckLoops;
  }

  /** As the heartbeat of a service would find it. */
  public WriteHealth writing() {
    return writing;
  }

  /** From now on, the readiness check finds this. */
  public void writing(WriteHealth found) {
    writing = found;
  }

  /** From now on, every read of a repair, an invoice or an event and every write throws this. */
  public void failWith(Supplier<RuntimeException> fault) {
    Runnable failure =
        () -> {
          throw fault.get();
        };
    beforeRead = failure;
    beforeCommit = failure;
  }

  private Runnable readFault() {
    return beforeRead;
  }

  /** From now on, this runs before each write of a command: it may throw or wait. */
  public void beforeCommit(Runnable happening) {
    beforeCommit = happening;
  }

  /** From now on, this runs before each read of a repair, an invoice or an event. */
  public void beforeRead(Runnable happening) {
    beforeRead = happening;
  }

  /** From now on, the outbox cannot read its table. */
  public void takeTheTableAway() {
    away = true;
    writing = new WriteHealth.HeartbeatFails(Duration.ofSeconds(12));
  }

  /** From now on, each list of repairs has this unreadable row. */
  public void spoil(Unreadable row) {
    unreadable = List.of(row);
  }

  /** From now on, this document cannot be read. */
  public void spoil(DocumentId document) {
    unreadableDocument = Optional.of(document);
  }

  public RefusingBus bus() {
    return bus;
  }

  public FailingQueues queues() {
    return queues;
  }

  /** Confirms the delivery of an event, as its receipt would. */
  public void receive(EventId eventId) {
    store.outbox().confirm(entry(eventId), now);
  }

  /** Quarantines an event, as the sweeper does after too many refusals. */
  public void giveUp(EventId eventId, String reason) {
    store.outbox().quarantine(entry(eventId), QuarantineReason.ofText(reason), now);
  }

  private OutboxEntry entry(EventId eventId) {
    return store.outbox().find(eventId).map(Delivery::entry).orElseThrow();
  }

  public Instant now() {
    return now;
  }

  /** From now on, these are the results of all checks of resources. */
  public void check(Result... results) {
    resources = List.of(results);
  }

  /** From now on, these are the sizes of the queues. */
  public void queue(QueueSize... sizes) {
    queueSizes = List.of(sizes);
  }

  /** From now on, these are the sent mails, which contain nothing. */
  public void mailed(List<Mail> newestFirst) {
    mailbox.keep(
        newestFirst.stream().map(mail -> new KeptMail(mail, null, "", null, List.of())).toList());
  }

  /** From now on, this is the only sent mail. */
  public void kept(KeptMail mail) {
    mailbox.keep(List.of(mail));
  }

  /** Advances the clock, which otherwise stands still. */
  public void passTime(Duration time) {
    now = now.plus(time);
  }

  /** Writes to the store without HTTP, for effects that only events have. */
  public UnitOfWork door() {
    return door;
  }
}
