package io.fleetfix.adapter.inmemory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.application.outbox.BusRule;
import io.fleetfix.application.outbox.ConfirmDelivery;
import io.fleetfix.application.outbox.RelayOutbox;
import io.fleetfix.application.outbox.RelayOutbox.BusUnavailable;
import io.fleetfix.application.port.PageRequest;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.application.reaction.PostNotice;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.Notice;
import io.fleetfix.domain.Repair;
import io.fleetfix.testing.fixture.Fixtures;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bus does, each completion has its effects once, as long as it delivers at all. */
class MisbehavingBusTest {
  private static final int REPAIRS = 20;
  private static final InstantSource CLOCK = InstantSource.fixed(Fixtures.TWO_O_CLOCK);

  private final InMemoryWorkshop store = new InMemoryWorkshop();
  private final UnitOfWork unitOfWork = new InMemoryUnitOfWork(store);
  private final InMemoryRepairs repairs = new InMemoryRepairs(store);
  private final InMemoryInvoices invoices = new InMemoryInvoices(store);
  private final InMemoryNotices notices = new InMemoryNotices(store);
  private final InMemoryDeliveryLedger ledger = new InMemoryDeliveryLedger(store);
  private final InMemoryBacklog backlog = new InMemoryBacklog(store);
  private final InMemoryQueue invoicing =
      new InMemoryQueue(
          new IssueInvoice(repairs, invoices, ledger, unitOfWork, Fixtures.WORKSHOP, CLOCK));
  private final InMemoryQueue frontDesk =
      new InMemoryQueue(new PostNotice(repairs, notices, unitOfWork, CLOCK));
  private final InMemoryQueue receipts =
      new InMemoryQueue(
          new ConfirmDelivery(
              ledger, new InMemoryReceipts(), CLOCK, (event, confirmation, at) -> {}));
  private final InMemoryEventBus bus =
      new InMemoryEventBus(
          Map.of(
              BusRule.INVOICING, invoicing,
              BusRule.FRONT_DESK, frontDesk,
              BusRule.RECEIPTS, receipts));
  private final RelayOutbox relay = new RelayOutbox(new InMemoryOutboxStream(store), bus);

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("none", BusFault.none()),
        Arguments.of("delivering twice", BusFault.deliveringTwice()),
        Arguments.of("delivering backwards", BusFault.deliveringBackwards()),
        Arguments.of("delivering late", BusFault.deliveringLate(Duration.ofMillis(5))),
        Arguments.of("refusing the first two", BusFault.refusingFirst(2)),
        Arguments.of("unavailable at first", BusFault.unavailableForFirst(3)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void eachCompletionHasItsEffectsOnce(String name, BusFault fault) throws Exception {
    bus.misbehave(fault);
    List<Repair> completed = completeRepairs();

    settle();

    for (Repair repair : completed) {
      assertThat(invoices.find(repair.id())).isPresent();
    }
    assertThat(invoices.numbers(Fixtures.WORKSHOP.series(), 2025).last()).isEqualTo(REPAIRS);
    assertThat(completed)
        .extracting(repair -> invoices.find(repair.id()).orElseThrow().number().number())
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, REPAIRS).mapToObj(Long::valueOf).toList());
    assertThat(notices.list(new PageRequest(200, null)).items())
        .extracting(Notice::repairId)
        .containsExactlyInAnyOrderElementsOf(completed.stream().map(Repair::id).toList());
    assertThat(backlog.size().pending()).isZero();
  }

  @Test
  void whatTheBusSwallowsStaysPending() throws Exception {
    bus.misbehave(BusFault.deliveringNothing());
    completeRepairs();

    settle();

    assertThat(backlog.size().pending()).isEqualTo(REPAIRS);
  }

  @Test
  void whatTheBusRefusesForGoodStaysPendingAndHoldsUpNobody() throws Exception {
    List<Repair> completed = completeRepairs();
    Repair refused = completed.get(7);
    bus.misbehave(BusFault.refusing(entry -> entry.repairId().equals(refused.id())));

    settle();

    assertThat(invoices.find(refused.id())).isEmpty();
    assertThat(backlog.size().pending()).isEqualTo(1);
    assertThat(invoices.numbers(Fixtures.WORKSHOP.series(), 2025).last()).isEqualTo(REPAIRS - 1);
  }

  @Test
  void anOutageLosesNothing() throws Exception {
    completeRepairs();
    bus.misbehave(BusFault.unavailable());
    assertThatThrownBy(() -> relay.relay(Duration.ZERO)).isInstanceOf(BusUnavailable.class);

    bus.misbehave(BusFault.none());
    settle();

    assertThat(backlog.size().pending()).isZero();
    assertThat(invoices.numbers(Fixtures.WORKSHOP.series(), 2025).last()).isEqualTo(REPAIRS);
  }

  private List<Repair> completeRepairs() {
    CompleteRepair completeRepair = new CompleteRepair(repairs, unitOfWork, CLOCK);
    List<Repair> completed = new ArrayList<>();
    for (int i = 0; i < REPAIRS; i++) {
      Change<Repair> opened = Fixtures.opened();
      unitOfWork.commit(opened);
      completeRepair.complete(opened.state().id());
      completed.add(repairs.find(opened.state().id()).orElseThrow());
    }
    return completed;
  }

  /** Lets relay and listeners work until nothing moves any more. */
  private void settle() throws InterruptedException {
    Duration patience = Duration.ofMillis(40);
    boolean moved = true;
    while (moved) {
      moved = relayed();
      for (InMemoryQueue queue : List.of(invoicing, frontDesk, receipts)) {
        while (queue.handleNext(patience)) {
          moved = true;
        }
      }
    }
  }

  private boolean relayed() throws InterruptedException {
    try {
      return relay.relay(Duration.ZERO) > 0;
    } catch (BusUnavailable waitAndRelayAgain) {
      return true;
    }
  }
}
