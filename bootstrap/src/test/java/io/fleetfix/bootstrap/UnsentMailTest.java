package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.application.mail.MailPauses;
import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.MailOutcome;
import io.fleetfix.application.port.MailUnavailable;
import io.fleetfix.application.port.OutgoingMail;
import io.fleetfix.bootstrap.run.ClosedLast;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.delivery.ReconcileOutbox;
import io.fleetfix.outbox.delivery.ReconcileSinceMark;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory;
import io.fleetfix.outbox.retry.DoublingWait;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An invoice that is not mailed is visible until it is. */
class UnsentMailTest extends AbstractModule implements InvoiceMail {
  private volatile boolean down = true;
  private final Set<RepairId> refused = ConcurrentHashMap.newKeySet();
  private @Nullable ReconcileSinceMark reconcile;

  @Override
  protected void configure() {
    bind(InvoiceMail.class).toInstance(this);
    Duration moment = Duration.ofMillis(50);
    DoublingWait moments = new DoublingWait(moment, moment);
    bind(MailPauses.class).toInstance(new MailPauses(moment, moments, moments));
  }

  /** A round of its own, because the service's next one is ten minutes away. */
  @ProvidesIntoSet
  ClosedLast look(ReconcileOutbox outbox, ReconcileMemory memory, InstantSource clock) {
    reconcile = new ReconcileSinceMark(outbox, memory, clock);
    return () -> {};
  }

  @Override
  public Connection connect() {
    if (down) {
      throw new MailUnavailable("expected by this test", new IllegalStateException("Down"));
    }
    return new Connection() {
      @Override
      public MailOutcome send(OutgoingMail mail) {
        return refused.contains(mail.letter().document().repairId())
            ? new MailOutcome.Undeliverable("550 5.1.1 No such user")
            : new MailOutcome.Accepted();
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void isAMismatchUntilItIsMailed() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals(this)) {
      completeAndWait(service, service.workshop().open());

      round();
      assertThat(mismatches(service)).isEqualTo(1);
      eventually(
          () ->
              assertThat(service.workshop().text("/metrics"))
                  .contains("outbox_mismatches_open{kind=\"no_mail\"} 1.0"));

      down = false;
      eventually(
          () -> {
            round();
            assertThat(mismatches(service)).isZero();
          });
    }
  }

  @Test
  void isAMismatchOfItsOwnIfTheMailServerRefusesIt() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals(this)) {
      String unlucky = service.workshop().open();
      refused.add(new RepairId(unlucky));
      down = false;
      completeAndWait(service, unlucky);
      eventually(
          () -> { // a refusal is final once the server has accepted other mails in between
            completeAndWait(service, service.workshop().open());
            assertThat(
                    service
                        .workshop()
                        .get(200, "/repairs/" + unlucky + "/invoice")
                        .at("/mail/status")
                        .asText())
                .isEqualTo("UNDELIVERABLE");
          });

      eventually(
          () -> {
            round();
            assertThat(mismatches(service)).isEqualTo(1);
          });
      eventually(
          () ->
              assertThat(service.workshop().text("/metrics"))
                  .contains("outbox_mismatches_open{kind=\"mail_refused\"} 1.0"));
    }
  }

  private static void completeAndWait(WorkshopInternals service, String repair) throws Exception {
    service.workshop().complete(repair);
    eventually(
        () -> {
          service.workshop().get(200, "/repairs/" + repair + "/invoice");
          assertThat(service.workshop().events(repair))
              .hasSize(2)
              .allSatisfy(event -> assertThat(event.get("state").asText()).isEqualTo("DELIVERED"));
        });
    service.passTime(Duration.ofMinutes(20));
  }

  private void round() {
    ReconcileSinceMark rounds = Objects.requireNonNull(reconcile);
    do {
      rounds.step(() -> {});
    } while (rounds.isInRound());
  }

  private static long mismatches(WorkshopInternals service) throws Exception {
    return service.workshop().get(200, "/outbox").get("mismatches").asLong();
  }
}
