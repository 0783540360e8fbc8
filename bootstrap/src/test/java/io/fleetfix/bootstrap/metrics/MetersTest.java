package io.fleetfix.bootstrap.metrics;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.largest;
import static io.fleetfix.testing.fixture.Fixtures.repairCompleted;
import static io.fleetfix.testing.fixture.Fixtures.taken;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.adapter.http.server.RequestTimes.Answered;
import io.fleetfix.adapter.inmemory.InMemoryInvoices;
import io.fleetfix.adapter.inmemory.InMemoryWorkshopUnitOfWork;
import io.fleetfix.adapter.sqs.MessageOutcome;
import io.fleetfix.adapter.sqs.OutcomeCounter;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.bootstrap.SizedLedger;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.outbox.delivery.Finding;
import io.fleetfix.outbox.delivery.InspectOutbox;
import io.fleetfix.outbox.delivery.InspectOutbox.Status;
import io.fleetfix.outbox.delivery.SweepOutbox;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.inmemory.InMemoryReceipts;
import io.fleetfix.outbox.inmemory.InMemoryReconcileMemory;
import io.fleetfix.outbox.inmemory.InMemoryRedeliveries;
import io.fleetfix.outbox.inmemory.InMemoryStore;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger.Confirmation;
import io.fleetfix.outbox.port.OutboxSize;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory.Compared;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricCollector;

class MetersTest {
  private static final OutboxEntry EVENT = OutboxEntry.of(repairCompleted());

  private static final List<Finding.Kind> KINDS =
      List.of(Finding.Kind.NO_ENTRY, Finding.Kind.missing("invoice"), Finding.Kind.refused("mail"));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final InMemoryReconcileMemory reconciled = new InMemoryReconcileMemory();
  private OutboxSize size = OutboxSize.EMPTY;
  private boolean away;
  private int looks;
  private long now;

  @Test
  void gaugesReportOneSampleAndItsAge() {
    Sampled<Status> status = bindGauges();
    assertThat(gauge("outbox.pending")).isNaN();
    assertThat(gauge("outbox.sample.age")).isNaN();
    size = OutboxSize.of(3, TWO_O_CLOCK.minusSeconds(90), 2);

    status.take();
    now += Duration.ofSeconds(7).toNanos();

    assertThat(gauge("outbox.oldest.pending.age")).isEqualTo(90);
    assertThat(gauge("outbox.pending")).isEqualTo(3);
    assertThat(gauge("outbox.quarantined")).isEqualTo(2);
    assertThat(gauge("outbox.sample.age")).isEqualTo(7);
    assertThat(looks).isEqualTo(1);

    size = OutboxSize.EMPTY;
    status.take();
    assertThat(gauge("outbox.pending")).isZero();
    assertThat(gauge("outbox.oldest.pending.age")).isZero();
  }

  @Test
  void openMismatchesAreUnknownUntilSomethingWasCompared() {
    Sampled<Status> status = bindGauges();
    status.take();
    assertThat(open("no_invoice")).isNaN();
    assertThat(gauge("outbox.reconcile.behind")).isNaN();

    SortedMap<String, SortedSet<String>> open = new TreeMap<>();
    open.put("REPAIR#R-1", new TreeSet<>(List.of("NO_INVOICE")));
    open.put("INVOICE#R-2", new TreeSet<>(List.of("MAIL_REFUSED")));
    open.put("INVOICE#R-3", new TreeSet<>(List.of("MAIL_REFUSED")));
    reconciled.save(new Compared(TWO_O_CLOCK.minusSeconds(900), open));
    status.take();

    assertThat(open("no_invoice")).isEqualTo(1);
    assertThat(open("mail_refused")).isEqualTo(2);
    assertThat(open("no_entry")).isZero();
    assertThat(gauge("outbox.reconcile.behind")).isEqualTo(900);

    away = true;
    assertThatThrownBy(status::take).isInstanceOf(StorageUnavailable.class);
    assertThat(open("no_entry")).isNaN();
  }

  private double open(String kind) {
    return registry.get("outbox.mismatches.open").tag("kind", kind).gauge().value();
  }

  @Test
  void gaugesAreNaNIfTheTableCannotBeReadOrWasNotReadLately() {
    Sampled<Status> status = bindGauges();
    size = OutboxSize.of(3, TWO_O_CLOCK, 0);
    status.take();
    away = true;
    assertThatThrownBy(status::take).isInstanceOf(StorageUnavailable.class);

    assertThat(gauge("outbox.oldest.pending.age")).isNaN();
    assertThat(gauge("outbox.pending")).isNaN();
    assertThat(gauge("outbox.quarantined")).isNaN();

    away = false;
    status.take();
    assertThat(gauge("outbox.pending")).isEqualTo(3);

    now += Duration.ofSeconds(31).toNanos();
    assertThat(gauge("outbox.pending")).isNaN();
    assertThat(gauge("outbox.sample.age")).isEqualTo(31);
  }

  @Test
  void theAgeIsNaNIfItIsUnknown() {
    Sampled<Status> status = bindGauges();
    size = new OutboxSize(3, new OutboxSize.Oldest.Unknown(List.of()), 0);
    status.take();

    assertThat(gauge("outbox.oldest.pending.age")).isNaN();
    assertThat(gauge("outbox.pending")).isEqualTo(3);
  }

  @Test
  void theDateOfTheLastInvoiceIsComparedWithTheClock() {
    InMemoryStore store =
        new InMemoryStore(
            WorkshopOutbox.FORMAT, InMemoryInvoices.KINDS.toArray(InMemoryKind<?>[]::new));
    InMemoryWorkshopUnitOfWork door = new InMemoryWorkshopUnitOfWork(store);
    AtomicReference<Instant> time = new AtomicReference<>(TWO_O_CLOCK);
    InvoiceGauges gauges =
        new InvoiceGauges(new InMemoryInvoices(store), WORKSHOP, time::get, () -> now);
    gauges.bindTo(registry);
    assertThat(gauge("invoice.date.ahead")).as("not read yet").isNaN();
    gauges.ahead().take();
    assertThat(gauge("invoice.date.ahead")).as("no invoice yet").isZero();

    door.commit(Change.of(taken(1)));
    time.set(TWO_O_CLOCK.minusMillis(1_500));
    gauges.ahead().take();
    assertThat(gauge("invoice.date.ahead")).isEqualTo(1.5);

    time.set(TWO_O_CLOCK.minus(Duration.ofDays(365)));
    gauges.ahead().take();
    assertThat(gauge("invoice.date.ahead")).as("next year").isEqualTo(365 * 86_400);

    time.set(TWO_O_CLOCK.plusSeconds(1));
    gauges.ahead().take();
    assertThat(gauge("invoice.date.ahead")).isZero();
  }

  @Test
  void unsentMailsAreCountedOverAllPagesOfLargeInvoices() {
    InMemoryStore store =
        new InMemoryStore(
            WorkshopOutbox.FORMAT, InMemoryInvoices.KINDS.toArray(InMemoryKind<?>[]::new));
    InMemoryWorkshopUnitOfWork door = new InMemoryWorkshopUnitOfWork(store);
    MailGauges gauges =
        new MailGauges(
            new InMemoryInvoices(store), () -> TWO_O_CLOCK.plusSeconds(3_600), () -> now);
    gauges.bindTo(registry);

    for (int number = 1; number <= 5; number++) {
      door.commit(
          Invoice.issue(
              accepted(largest(NOON).state().complete(NOON)).state(),
              new InvoiceNumber(WORKSHOP.series(), 2025, number),
              TWO_O_CLOCK.plusSeconds(number)));
    }
    gauges.counts().take();

    assertThat(gauge("invoice.mails.unsent")).isEqualTo(5);
  }

  @Test
  void connectionsAreCountedAgainstTheirLimit() {
    AtomicInteger open = new AtomicInteger(3);
    new ConnectionGauges(open::get, 1_000).bindTo(registry);
    assertThat(gauge("http.connections")).isEqualTo(3);

    open.set(4);
    assertThat(gauge("http.connections")).isEqualTo(4);
    assertThat(gauge("http.connections.limit")).isEqualTo(1_000);
  }

  @Test
  void publishResultsAreCounted() {
    List<NotAccepted> answer =
        List.of(
            new NotAccepted(EVENT.eventId(), Cause.REFUSED, "TooLarge"),
            new NotAccepted(EVENT.eventId(), Cause.UNAVAILABLE, "Throttling"),
            new NotAccepted(EVENT.eventId(), Cause.UNAVAILABLE, "Throttling"));
    EventBus bus = new CountedBus(entries -> answer, registry);

    assertThat(bus.publish(List.of(EVENT, EVENT, EVENT, EVENT, EVENT))).isEqualTo(answer);

    assertThat(count("outbox.publish", "result", "accepted")).isEqualTo(2);
    assertThat(count("outbox.publish", "result", "refused")).isEqualTo(1);
    assertThat(count("outbox.publish", "result", "unavailable")).isEqualTo(2);
  }

  @Test
  void receiptsAreCountedAndFirstOnesTimed() {
    ReceiptMeters meters = new ReceiptMeters(registry);
    Instant committed = EVENT.occurredAt();

    meters.received(EVENT, Confirmation.FIRST, committed.plusSeconds(2));
    meters.received(EVENT, Confirmation.AFTER_RESEND, committed.plusSeconds(300));
    meters.received(EVENT, Confirmation.REPEATED, committed.plusSeconds(9_000));
    meters.received(EVENT, Confirmation.UNKNOWN, committed.plusSeconds(9_000));
    meters.received(
        EVENT, Confirmation.FIRST, committed.minusSeconds(1)); // the committer's clock is ahead

    assertThat(count("outbox.receipts", "found", "first")).isEqualTo(2);
    assertThat(count("outbox.receipts", "found", "after_resend")).isEqualTo(1);
    assertThat(count("outbox.receipts", "found", "repeated")).isEqualTo(1);
    assertThat(count("outbox.receipts", "found", "unknown")).isEqualTo(1);
    assertThat(registry.get("outbox.commit.to.receipt").timer().count()).isEqualTo(3);
    assertThat(registry.get("outbox.commit.to.receipt").timer().totalTime(TimeUnit.SECONDS))
        .isEqualTo(302);
  }

  @Test
  void resentEventsAndMismatchesAreCounted() {
    UpkeepMeters meters = new UpkeepMeters(KINDS, registry);

    meters.swept(new SweepOutbox.Round(3, 1, 0));
    meters.swept(new SweepOutbox.Round(4, 0, 0));
    meters.found(
        new Finding(
            EVENT.aggregateId(),
            EVENT,
            Finding.Kind.missing("invoice"),
            Finding.Action.SENT_AGAIN));

    assertThat(meters.resent()).isEqualTo(7);
    assertThat(registry.get("outbox.resent").counter().count()).isEqualTo(7);
    assertThat(count("outbox.reconcile.mismatches", "kind", "no_invoice")).isEqualTo(1);
    assertThat(count("outbox.reconcile.mismatches", "kind", "no_entry")).isZero();
  }

  @Test
  void outcomesAreCountedPerQueue() {
    ConsumerMeters meters = new ConsumerMeters(registry);
    OutcomeCounter invoicing = meters.of("invoicing");
    meters.of("receipts").count(MessageOutcome.FAILED);

    invoicing.count(MessageOutcome.HANDLED);
    invoicing.count(MessageOutcome.HANDLED);

    assertThat(
            registry
                .get("consumer.messages")
                .tags("queue", "invoicing", "outcome", "handled")
                .counter())
        .returns(2.0, counter -> counter.count());
    assertThat(
            registry
                .get("consumer.messages")
                .tags("queue", "receipts", "outcome", "handled")
                .counter())
        .returns(0.0, counter -> counter.count());
  }

  @Test
  void requestsAreTimedByRouteAndStatus() {
    HttpMeters meters = new HttpMeters(registry);

    meters.took(new Answered("GET", "/repairs/{id}", 200), 1_000_000);
    meters.took(new Answered("GET", "/repairs/{id}", 200), 2_000_000);
    meters.took(new Answered("GET", "/repairs/{id}", 404), 5_000_000);

    assertThat(requests("200", "SUCCESS").count()).isEqualTo(2);
    assertThat(requests("200", "SUCCESS").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(3);
    assertThat(requests("200", "SUCCESS").max(TimeUnit.MILLISECONDS)).isEqualTo(2);
    assertThat(requests("404", "CLIENT_ERROR").count()).isEqualTo(1);
  }

  private Timer requests(String status, String outcome) {
    return registry
        .get("http.server.requests")
        .tags("method", "GET", "uri", "/repairs/{id}", "status", status, "outcome", outcome)
        .timer();
  }

  @Test
  void callsToAwsAreTimedAndTheirErrorsCounted() {
    AwsMeters meters = new AwsMeters();
    meters.publish(call("ServerError")); // before there is a registry
    meters.bindTo(registry);

    meters.publish(call("Throttling"));

    assertThat(registry.get("aws.calls").tags("service", "SQS", "outcome", "error").timer())
        .returns(1L, Timer::count)
        .returns(70.0, timer -> timer.totalTime(TimeUnit.MILLISECONDS));
    assertThat(count("aws.failed.attempts", "error", "Throttling")).isEqualTo(2);
    assertThat(count("aws.retries", "service", "SQS")).isEqualTo(1);
    assertThat(registry.find("aws.failed.attempts").tag("error", "ServerError").counter()).isNull();
  }

  @Test
  void aFailureToCountDoesNotFailTheCall() {
    AwsMeters meters = new AwsMeters();
    registry.config().onMeterAdded(meter -> failOnPurpose());
    meters.bindTo(registry);

    meters.publish(call("Throttling"));
  }

  private static void failOnPurpose() {
    throw new IllegalStateException("Broken");
  }

  /** A call with two failed attempts. */
  private static MetricCollection call(String error) {
    MetricCollector call = MetricCollector.create("ApiCall");
    call.reportMetric(CoreMetric.SERVICE_ID, "SQS");
    call.reportMetric(CoreMetric.OPERATION_NAME, "ReceiveMessage");
    call.reportMetric(CoreMetric.API_CALL_SUCCESSFUL, false);
    call.reportMetric(CoreMetric.API_CALL_DURATION, Duration.ofMillis(70));
    call.reportMetric(CoreMetric.RETRY_COUNT, 1);
    call.createChild("ApiCallAttempt").reportMetric(CoreMetric.ERROR_TYPE, error);
    call.createChild("ApiCallAttempt").reportMetric(CoreMetric.ERROR_TYPE, error);
    return call.collect();
  }

  private Sampled<Status> bindGauges() {
    InspectOutbox inspect =
        new InspectOutbox(
            new SizedLedger(this::look),
            new InMemoryReceipts(),
            new InMemoryRedeliveries(),
            reconciled,
            () -> TWO_O_CLOCK);
    Sampled<Status> status = new Sampled<>(inspect::status, OutboxGauges.SAMPLE_EVERY, () -> now);
    new OutboxGauges(status, KINDS).bindTo(registry);
    return status;
  }

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  private double count(String name, String tag, String value) {
    return registry.get(name).tag(tag, value).counter().count();
  }

  private OutboxSize look() {
    looks++;
    if (away) {
      throw new StorageUnavailable(new IllegalStateException("Down"));
    }
    return size;
  }
}
