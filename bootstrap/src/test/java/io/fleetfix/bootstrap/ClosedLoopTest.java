package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.outbox.delivery.SweepOutbox.SILENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.fleetfix.application.outbox.RaisedByRepairs;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.localaws.ElasticMq;
import io.fleetfix.outbox.delivery.Finding;
import io.fleetfix.outbox.delivery.Finding.Action;
import io.fleetfix.outbox.delivery.Finding.Kind;
import io.fleetfix.outbox.delivery.ReconcileOutbox;
import io.fleetfix.outbox.delivery.SweepOutbox;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxSize.Oldest;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import io.fleetfix.testing.localaws.ElasticMqExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whichever part of an event's path is broken: once it is repaired, everything is delivered and
 * takes effect once, without further intervention. On DynamoDB Local, a local bus and ElasticMQ;
 * only the clock is a test clock.
 */
@ExtendWith({DynamoDbLocalExtension.class, ElasticMqExtension.class})
class ClosedLoopTest {
  private static final int REPAIRS = 8;
  private static final int BACKLOG = 30;
  private static final Duration A_ROUND = Duration.ofSeconds(30);

  private final WholeLoop loop;

  ClosedLoopTest(DynamoDbLocal dynamoDb, ElasticMq queues, @TempDir Path folder) {
    loop = new WholeLoop(dynamoDb, queues, folder);
  }

  @AfterEach
  void close() throws InterruptedException {
    loop.close();
  }

  @Test
  void theSweeperDeliversEverythingWhileTheRelayIsStopped() throws Exception {
    loop.startConsumers();
    List<Repair> completed = complete();
    loop.pass(SILENCE);

    sweepUntilAllIsDelivered(loop.sweeper());

    eventually(() -> assertThatAllIsInEffectOnce(completed));
  }

  /** Three go out as probes, then six as soon as a probe is back, and so on. */
  @Test
  void aBacklogGoesOutInOneRoundThatIsContinuedAsEventsComeBack() throws Exception {
    loop.startConsumers();
    List<Repair> completed = Stream.generate(loop::complete).limit(BACKLOG).toList();
    loop.pass(SILENCE);
    SweepOutbox sweeper = loop.sweeper();
    List<Integer> sent = new ArrayList<>(List.of(sweeper.sweep().resent()));

    eventually(
        () -> {
          sweeper.sweepOnceAnswered().ifPresent(round -> sent.add(round.resent()));
          assertThat(completed)
              .noneMatch(
                  repair ->
                      loop.ledger()
                          .find(repair.closingEvent().orElseThrow().eventId())
                          .orElseThrow()
                          .isPending());
        });

    assertThat(sent).startsWith(3, 6, 12, 9);
    eventually(() -> assertThatAllIsInEffectOnce(completed));
  }

  @Test
  void nothingIsLostWhileTheStreamIsOff() throws Exception {
    loop.startConsumers();
    loop.switchStreamOff();
    List<Repair> completed = complete();
    loop.switchStreamOn();
    loop.pass(SILENCE);

    sweepUntilAllIsDelivered(loop.sweeper());

    eventually(() -> assertThatAllIsInEffectOnce(completed));
  }

  @Test
  void aMissingBusIsProbedAndTheBacklogGoesOutOnceItsNameIsCorrected() throws Exception {
    loop.startConsumers();
    List<Repair> completed = complete();
    loop.relayAll(loop.busNamed("no-such-bus"), REPAIRS);
    loop.pass(SILENCE);
    SweepOutbox astray = loop.sweeper(loop.busNamed("no-such-bus"));
    for (int round = 0; round < 5; round++) {
      assertThat(astray.sweep().resent()).isLessThanOrEqualTo(SweepOutbox.PROBES);
      loop.pass(A_ROUND);
    }
    assertThat(loop.ledger().size().pending()).as("what status shows").isEqualTo(REPAIRS);
    assertThat(loop.ledger().size().oldest()).isInstanceOf(Oldest.At.class);
    loop.pass(Duration.ofHours(1));

    sweepUntilAllIsDelivered(loop.sweeper());

    eventually(() -> assertThatAllIsInEffectOnce(completed));
  }

  @Test
  void eventsTakeEffectWithoutTheReceiptsRuleAndReceiptsFollowLater() throws Exception {
    loop.removeRule(WorkshopOutbox.RECEIPTS);
    loop.startConsumers();
    List<Repair> completed = complete();
    loop.relayAll(REPAIRS);
    eventually(() -> assertThatAllIsInEffectOnce(completed));
    assertThat(loop.ledger().size().pending()).isGreaterThanOrEqualTo(REPAIRS);
    loop.restoreRules();
    loop.pass(SILENCE);

    sweepUntilAllIsDelivered(loop.sweeper());

    assertThatAllIsInEffectOnce(completed);
  }

  @Test
  void reconcilingIssuesTheInvoicesThatAMissingRuleLost() throws Exception {
    loop.removeRule(WorkshopOutbox.INVOICING);
    loop.startConsumers();
    List<Repair> completed = complete();
    loop.relayAll(REPAIRS);
    eventually(() -> assertThat(loop.ledger().size().pending()).isZero());
    eventually(() -> assertThatAllHaveANotice(completed));
    loop.restoreRules();
    loop.pass(ReconcileOutbox.GRACE.plusMinutes(1));

    assertThat(loop.reconcile(false))
        .extracting(Finding::kind, Finding::action)
        .hasSize(REPAIRS)
        .containsOnly(tuple(Kind.missing(RaisedByRepairs.INVOICE), Action.SENT_AGAIN));

    eventually(() -> assertThatAllIsInEffectOnce(completed));
  }

  @Test
  void purgedMessagesAreRedelivered() throws Exception {
    List<Repair> completed = complete();
    loop.relayAll(REPAIRS);
    loop.purgeQueues(3 * REPAIRS);
    loop.startConsumers();
    loop.pass(SILENCE);

    sweepUntilAllIsDelivered(loop.sweeper());

    eventually(() -> assertThatAllIsInEffectOnce(completed));
  }

  @Test
  void sweeperAndRelayMaySendTheSameEvent() throws Exception {
    loop.startConsumers();
    List<Repair> completed = complete();
    loop.pass(SILENCE);
    loop.sweeper().sweep();
    loop.relayAll(REPAIRS);

    sweepUntilAllIsDelivered(loop.sweeper());

    eventually(() -> assertThatAllIsInEffectOnce(completed));
  }

  @Test
  void aDeletedOutboxRowIsReportedAndRestored() throws Exception {
    Repair repair = loop.complete();
    OutboxEntry event = OutboxEntry.of(repair.closingEvent().orElseThrow());
    loop.deleteRow("OUTBOX#" + event.eventId(), "REPAIR#" + repair.id());

    assertThat(loop.reconcile(false))
        .containsExactly(new Finding(event.aggregateId(), event, Kind.NO_ENTRY, Action.REPORTED));
    assertThat(loop.ledger().find(event.eventId())).isEmpty();
    assertThat(loop.reconcile(true))
        .containsExactly(
            new Finding(event.aggregateId(), event, Kind.NO_ENTRY, Action.WRITTEN_AGAIN));

    assertThat(loop.ledger().find(event.eventId())).contains(Delivery.pending(event));
    assertThat(loop.repairs().find(repair.id())).contains(repair);
    loop.startConsumers();
    loop.relayAll(1);
    eventually(() -> assertThatAllIsInEffectOnce(List.of(repair)));
  }

  @Test
  void aDeletedInvoiceIsIssuedAgain() throws Exception {
    loop.startConsumers();
    Repair repair = loop.complete();
    loop.relayAll(1);
    eventually(() -> assertThatAllIsInEffectOnce(List.of(repair)));
    eventually(
        () ->
            assertThat(
                    loop.ledger()
                        .find(repair.closingEvent().orElseThrow().eventId())
                        .orElseThrow()
                        .isPending())
                .isFalse());
    loop.deleteRow(Invoice.aggregateId(repair.id()), "META");
    loop.pass(ReconcileOutbox.GRACE.plusMinutes(1));

    assertThat(loop.reconcile(false))
        .extracting(Finding::kind, Finding::action)
        .containsExactly(tuple(Kind.missing(RaisedByRepairs.INVOICE), Action.SENT_AGAIN));

    eventually(() -> assertThat(loop.invoices().find(repair.id())).isPresent());
  }

  private List<Repair> complete() {
    return Stream.generate(loop::complete).limit(REPAIRS).toList();
  }

  private void sweepUntilAllIsDelivered(SweepOutbox sweeper) throws Exception {
    eventually(
        () -> {
          sweeper.sweep();
          loop.pass(A_ROUND);
          assertThat(loop.ledger().size().pending()).isZero();
        });
  }

  private void assertThatAllHaveANotice(List<Repair> completed) {
    assertThat(completed)
        .allSatisfy(
            repair ->
                assertThat(loop.notices().find(repair.closingEvent().orElseThrow().eventId()))
                    .isPresent());
  }

  private void assertThatAllIsInEffectOnce(List<Repair> completed) {
    assertThatAllHaveANotice(completed);
    assertThat(completed)
        .allSatisfy(repair -> assertThat(loop.invoices().find(repair.id())).isPresent());
    assertThat(completed)
        .extracting(repair -> loop.invoices().find(repair.id()).orElseThrow().number().number())
        .as("numbers without gaps: no invoice was issued twice")
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, completed.size()).boxed().toList());
  }
}
