package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.fixture.Fixtures.repairCompleted;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.loop.ProcessEnd;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.fleetfix.outbox.queue.QueueSizes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Brings a service into the states that alarms are about, scrapes it, and lets Prometheus's own
 * tool evaluate the shipped alarms on what was scraped.
 */
class AlarmScenariosTest {
  /** Other tests of the same process log errors, too. */
  private static final String ERRORS = "ErrorsLogged";

  private static final String BEHIND = "ReconciliationBehind";

  private final Promtool promtool = Promtool.required();

  /** What happens between the two scrapes. */
  @FunctionalInterface
  private interface Trouble {
    void cause(WorkshopInternals service) throws Exception;
  }

  /** Gauges are read every few seconds, so the trouble may show up a little later. */
  private void fires(List<String> alarms, Trouble trouble, Module... instead) throws Exception {
    try (WorkshopInternals service = new WorkshopInternals(instead)) {
      if (!alarms.contains("QueueUnknown")) {
        eventually(
            () -> // the first look at the queues
            assertThat(service.workshop().text("/metrics"))
                    .doesNotContain("dead_letters{queue=\"mail\"} NaN"));
      }
      if (alarms.isEmpty()) {
        eventually(
            () -> // the first round of the reconciliation
            assertThat(service.workshop().text("/metrics"))
                    .doesNotContain("outbox_reconcile_behind_seconds NaN"));
      }
      String before = service.workshop().text("/metrics");
      trouble.cause(service);
      eventually(
          () -> {
            List<String> firing = promtool.firing(before, service.workshop().text("/metrics"));
            assertThat(firing.stream().filter(alarm -> counts(alarm, alarms)))
                .containsExactlyInAnyOrderElementsOf(alarms);
          });
    }
  }

  /** Trouble logs errors, and a clock that is moved leaves the reconciliation behind. */
  private static boolean counts(String alarm, List<String> expected) {
    return !alarm.equals(ERRORS)
        && (!alarm.equals(BEHIND) || expected.isEmpty() || expected.contains(BEHIND));
  }

  private static EventId complete(WorkshopInternals service) throws Exception {
    String id = service.workshop().complete(service.workshop().open()).get("eventId").asText();
    return EventId.parse(id).orElseThrow();
  }

  @Test
  void noAlarmFiresWhileAllIsWell() throws Exception {
    fires(List.of(), AlarmScenariosTest::complete);
  }

  @Test
  void aBusThatAnswersNothingForSixMinutes() throws Exception {
    fires(
        List.of("EventUndeliveredFor5Minutes"),
        service -> {
          service.refuse(Cause.UNAVAILABLE);
          complete(service);
          service.passTime(Duration.ofMinutes(6));
        });
  }

  @Test
  void anEventThatIsQuarantinedForADay() throws Exception {
    fires(
        List.of("EventQuarantined", "EventUndeliveredFor5Minutes", "EventUndeliveredFor12Hours"),
        service -> {
          service.refuse(Cause.REFUSED);
          service.giveUp(complete(service), "The bus refuses it: TooLarge");
          service.passTime(Duration.ofHours(24));
        });
  }

  @Test
  void aTableThatCannotBeRead() throws Exception {
    fires(
        List.of("OutboxUnknown", BEHIND, "ServerErrors"),
        service -> {
          for (int i = 0; i < 5; i++) {
            service.workshop().get(503, "/outbox");
          }
        },
        new AbstractModule() {
          @Override
          protected void configure() {
            bind(OutboxLedger.class)
                .toInstance(
                    new SizedLedger(
                        () -> {
                          throw new StorageUnavailable(new IllegalStateException("Down"));
                        }));
          }
        });
  }

  @Test
  void messagesThatCouldNotBeHandled() throws Exception {
    fires(
        List.of("DeadLetters", "QueueNeverEmpty"),
        service -> {},
        new Queues(new QueueSizes.Count.Known(1)));
  }

  @Test
  void queuesThatDoNotAnswer() throws Exception {
    fires(
        List.of("QueueUnknown"),
        service -> {},
        new Queues(new QueueSizes.Count.Unknown("No answer")));
  }

  @Test
  void anInvoiceFromAClockThatIsTwoDaysAhead() throws Exception {
    fires(
        List.of("InvoiceDateAhead", "InvoicesStopped"),
        service -> {
          service.passTime(Duration.ofDays(2));
          String repair = service.workshop().open();
          service.workshop().complete(repair);
          eventually(() -> service.workshop().get(200, "/repairs/" + repair + "/invoice"));
          service.passTime(Duration.ofDays(-2));
        });
  }

  @Test
  void aReceiptOfAnEventThatTheTableDoesNotHave() throws Exception {
    fires(
        List.of("ReceiptOfUnknownEvent"),
        service -> service.receiveUnknown(OutboxEntry.of(repairCompleted())));
  }

  @Test
  void aLoopThatHangs() throws Exception {
    AtomicLong ahead = new AtomicLong();
    fires(
        List.of("LoopHangs", "QueueUnknown"),
        service -> ahead.set(Duration.ofMinutes(31).toNanos()),
        new AbstractModule() {
          @Override
          protected void configure() {
            bind(Supervision.class)
                .toInstance(
                    new Supervision(() -> System.nanoTime() + ahead.get(), ProcessEnd.HALT));
          }
        });
  }

  @Test
  void aLoggedError() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      String before = service.workshop().text("/metrics");
      LoggerFactory.getLogger(AlarmScenariosTest.class).error("Logged by a test of the alarms");

      assertThat(promtool.firing(before, service.workshop().text("/metrics"))).contains(ERRORS);
    }
  }

  /** One queue, with this number of messages and of dead letters. */
  private static final class Queues extends AbstractModule implements QueueSizes {
    private final Count count;

    Queues(Count count) {
      this.count = count;
    }

    @Override
    protected void configure() {
      bind(QueueSizes.class).toInstance(this);
    }

    @Override
    public List<String> queues() {
      return List.of("mail");
    }

    @Override
    public QueueSize size(String queue) {
      return new QueueSize(queue, count, count, Optional.empty());
    }
  }
}
