package io.fleetfix.testing.contract;

import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.invoice.InvoiceDateAhead;
import io.fleetfix.application.invoice.ResetInvoiceDate;
import io.fleetfix.application.invoice.ResetInvoiceDate.Reset;
import io.fleetfix.application.invoice.ResetInvoiceDate.Result;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Several instances issue the invoices of one series, and correct some by credit notes and further
 * invoices, in an order that the seed determines. Each has a clock of its own, which may be wrong
 * by milliseconds to years, and may jump. They overtake one another between the read and the
 * commit. Time passes around midnight and New Year.
 */
final class InvoiceRace {
  private static final int INSTANCES = 3;
  private static final int STEPS = 25;
  private static final Duration DAY = Duration.ofDays(1);

  private final StorageUnderTest storage;
  private final SplittableRandom random;
  private final Workshop workshop;
  private final List<Instance> instances = new ArrayList<>();
  private final List<OutboxEntry> completed = new ArrayList<>();
  private final List<OutboxEntry> waiting = new ArrayList<>();

  /** The numbers after which an operator has reset the date, each with its year. */
  private final Set<InvoiceNumber> resetAfter = new HashSet<>();

  private final RandomTime time;
  private int depth = 0;
  private Counts counts = Counts.NONE;

  /** What happened, so that a test can require that enough did. */
  record Counts(int conflicts, int raised, int refusals, int resets, int corrections) {
    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    Counts plus(Counts more) {
      return new Counts(
          conflicts + more.conflicts,
          raised + more.raised,
          refusals + more.refusals,
          resets + more.resets,
          corrections + more.corrections);
    }
  }

  /** One instance with its clock. Only one runs at a time; overtaking nests them. */
  private final class Instance implements InstantSource, UnitOfWork {
    private final IssueInvoice issueInvoice =
        new IssueInvoice(
            storage.repairs(), storage.invoices(), storage.ledger(), this, workshop, this);
    private final Bills bills = new Bills(storage, this, workshop, this);
    private Duration off = Duration.ZERO;
    private Instant lastRead = Instant.EPOCH;

    @Override
    public Instant instant() {
      time.tick();
      lastRead = time.instant().plus(off);
      return lastRead;
    }

    @Override
    public void commit(Change<?>... changes) {
      if (depth < 2 && random.nextInt(3) == 0) {
        depth++;
        issue(one(instances), List.of(complete()));
        depth--;
      }
      try {
        storage.unitOfWork().commit(changes);
      } catch (ConcurrencyConflict overtaken) {
        counts = counts.plus(new Counts(1, 0, 0, 0, 0));
        throw overtaken;
      }
      if (changes[0].state() instanceof Invoice invoice && invoice.issuedAt().isAfter(lastRead)) {
        counts = counts.plus(new Counts(0, 1, 0, 0, 0));
      }
    }

    @Override
    public void restore(Restoration<?> restoration) {
      throw new AssertionError("Invoicing restores nothing");
    }
  }

  InvoiceRace(StorageUnderTest storage, int seed) {
    this.storage = storage;
    this.random = new SplittableRandom(seed);
    this.workshop =
        new Workshop(
            WORKSHOP.currency(),
            WORKSHOP.zone(),
            new InvoiceSeries("S" + seed),
            new InvoiceSeries("C" + seed),
            Optional.empty());
    this.time = new RandomTime(random, workshop);
    for (int i = 0; i < INSTANCES; i++) {
      instances.add(new Instance());
    }
  }

  /** Ends with clocks that are right, after which no event waits. */
  void run() {
    for (int step = 0; step < STEPS; step++) {
      if (random.nextInt(4) == 0) {
        one(instances).off = time.wrong();
      }
      time.pass();
      List<OutboxEntry> batch = new ArrayList<>();
      for (int events = 1 + random.nextInt(3); events > 0; events--) {
        batch.add(waiting.isEmpty() || random.nextInt(3) > 0 ? complete() : one(waiting));
      }
      issue(one(instances), batch);
      if (random.nextInt(3) == 0) {
        correct(one(instances).bills, WorkshopOutbox.repairId(one(completed)));
      }
    }
    instances.forEach(instance -> instance.off = Duration.ZERO);
    depth = 2; // no more overtaking: every event must get through at the first attempt
    issue(instances.getFirst(), List.copyOf(waiting));
    if (!waiting.isEmpty()) {
      resetDate(workshop.yearOf(instances.getFirst().lastRead));
      issue(instances.getFirst(), List.copyOf(waiting));
    }
    assertThat(waiting).as("events that wait although all clocks are right").isEmpty();
  }

  Counts counts() {
    return counts;
  }

  private void issue(Instance instance, List<OutboxEntry> events) {
    Map<OutboxEntry, RuntimeException> failures = instance.issueInvoice.on(events);
    waiting.removeAll(events);
    waiting.addAll(failures.keySet());
    assertThat(failures.values())
        .allSatisfy(
            failure ->
                assertThat(failure)
                    .isInstanceOfAny(InvoiceDateAhead.class, ConcurrencyConflict.class));
    if (failures.values().stream().anyMatch(InvoiceDateAhead.class::isInstance)) {
      refused(instance.lastRead);
    }
  }

  /** Goes as far as it gets: a correction that fails is not tried again. */
  private void correct(Bills bills, RepairId id) {
    try {
      bills.credit(id, Optional.empty(), CommandOptions.NONE);
      if (bills.reissue(id, Optional.empty(), CommandOptions.NONE) instanceof Outcome.Done) {
        counts = counts.plus(new Counts(0, 0, 0, 0, 1));
      }
    } catch (InvoiceDateAhead | ConcurrencyConflict refused) {
      // As above: a clock is wrong, or others were faster three times.
    }
  }

  /** Only an instance that is more than a day behind may refuse. Sometimes, an operator notices. */
  private void refused(Instant read) {
    counts = counts.plus(new Counts(0, 0, 1, 0, 0));
    int year = workshop.yearOf(read);
    assertThat(storage.invoices().numbers(workshop.series(), year).dateAheadOf(read))
        .isGreaterThan(DAY);
    if (depth == 0 && random.nextInt(3) == 0) {
      resetDate(workshop.yearOf(time.instant()));
    }
  }

  private void resetDate(int year) {
    Reset reset =
        new ResetInvoiceDate(storage.invoices(), storage.unitOfWork(), workshop, time)
            .reset(workshop.series(), year, time.instant(), false)
            .orElse(null);
    if (reset != null && reset.result() == Result.RESET) {
      counts = counts.plus(new Counts(0, 0, 0, 1, 0));
      resetAfter.add(new InvoiceNumber(workshop.series(), year, reset.before().last()));
    }
  }

  /** Those of invoices and of credit notes, in each year. */
  void checkNumbersAndDates() {
    Map<String, List<Document>> counted = new TreeMap<>();
    for (OutboxEntry event : completed) {
      for (Document document : storage.documents().all(WorkshopOutbox.repairId(event))) {
        InvoiceNumber number = document.number();
        counted
            .computeIfAbsent(
                InvoiceNumbers.aggregateId(number.series(), number.year()),
                counter -> new ArrayList<>())
            .add(document);
      }
    }
    counted.values().forEach(this::checkNumbersAndDates);
  }

  private void checkNumbersAndDates(List<Document> documents) {
    documents.sort(Comparator.comparingLong(document -> document.number().number()));
    InvoiceSeries series = documents.getFirst().number().series();
    int year = documents.getFirst().number().year();
    InvoiceNumbers numbers = storage.invoices().numbers(series, year);
    assertThat(numbers.last()).as("numbers taken").isEqualTo(documents.size());
    for (int i = 0; i < documents.size(); i++) {
      Document document = documents.get(i);
      assertThat(document.number()).isEqualTo(new InvoiceNumber(series, year, i + 1));
      assertThat(workshop.yearOf(document.issuedAt())).as("%s", document).isEqualTo(year);
      if (i > 0 && !resetAfter.contains(documents.get(i - 1).number())) {
        assertThat(document.issuedAt())
            .as("the date of %s", document.number())
            .isAfterOrEqualTo(documents.get(i - 1).issuedAt());
      }
    }
  }

  private OutboxEntry complete() {
    OutboxEntry event = storage.raised(time.instant());
    completed.add(event);
    return event;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }
}
