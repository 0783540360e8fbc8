package io.fleetfix.outbox.inmemory.delivery;

import static io.fleetfix.outbox.contracts.Parcels.ID_FIELD;
import static io.fleetfix.outbox.contracts.Together.together;
import static io.fleetfix.outbox.delivery.ReconcileOutbox.GRACE;
import static io.fleetfix.outbox.delivery.SweepOutbox.SILENCE;
import static io.fleetfix.outbox.inmemory.delivery.Outpost.eventOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.delivery.Finding;
import io.fleetfix.outbox.delivery.Finding.Action;
import io.fleetfix.outbox.delivery.Finding.Kind;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.inmemory.Labels;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import io.fleetfix.outbox.port.OutboxEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The ways in which state derived from a stream can drift from its source. Each of them is either
 * impossible here, or detected and corrected. In these tests, labels are derived from shipments.
 */
class DriftTest {
  private final Outpost outpost = new Outpost();

  /** The consumer fails until its queue moves the event to the dead letters. */
  @Test
  void aDeadLetteredEventIsFoundByItsMissingEffectAndResent() {
    OutboxEntry event = outpost.raise();
    outpost.receive(event); // received from the receipts queue, dead-lettered in the labels queue
    outpost.pass(GRACE);

    assertThat(reconcile(false))
        .extracting(Finding::kind, Finding::action)
        .containsExactly(tuple(Kind.missing("label"), Action.SENT_AGAIN));
    outpost.sent().forEach(outpost::label);

    assertThat(labelled(event)).isTrue();
    assertThat(reconcile(false)).isEmpty();
  }

  /** The consumer stores its effect, but its acknowledgement is lost. */
  @Test
  void anEventDeliveredTwiceTakesEffectOnce() {
    OutboxEntry event = outpost.raise();

    outpost.label(event);
    outpost.label(event);

    assertThat(labels().printed()).isEqualTo(1);
  }

  /** The effect is stored without the count, or the count without the effect. */
  @Test
  void anEffectAndItsCountAreStoredAtomically() {
    OutboxEntry event = outpost.raise();
    Labels.Roll elsewhere = new Labels.Roll(Version.FIRST);
    outpost.unitOfWork.commit(Change.of(elsewhere)); // makes the first count stale

    assertThatThrownBy(
            () ->
                outpost.unitOfWork.commit(
                    Change.of(new Labels.Label(event.id(ID_FIELD), 1)),
                    Change.of(new Labels.Roll(Version.FIRST))))
        .isInstanceOf(ConcurrencyConflict.class);

    assertThat(labelled(event)).isFalse();
    assertThat(labels().printed()).isEqualTo(1);
  }

  /**
   * The write succeeds, but its event is lost. Both are one write here, so only a manual deletion
   * loses an event.
   */
  @Test
  void anEventMissingFromTheOutboxIsFoundAndRestoredUnderItsOriginalId() {
    Parcel parcel = outpost.shipAndLose();

    assertThat(reconcile(true))
        .extracting(Finding::kind, Finding::action)
        .containsExactly(tuple(Kind.NO_ENTRY, Action.WRITTEN_AGAIN));

    assertThat(outpost.read(eventOf(parcel)).isPending()).isTrue();
  }

  @Test
  void eventsInAnyOrderHaveTheSameEffects() {
    List<OutboxEntry> events = new ArrayList<>(List.of(outpost.raise(), outpost.raise()));
    Collections.reverse(events);

    events.forEach(outpost::label);

    assertThat(events).allMatch(this::labelled);
    assertThat(labels().printed()).isEqualTo(2);
  }

  /** Several consumers read the same count, increment it and write it. */
  @Test
  void aResultComputedFromAStaleReadIsNotWritten() throws Exception {
    List<OutboxEntry> events = List.of(outpost.raise(), outpost.raise(), outpost.raise());

    AtomicInteger next = new AtomicInteger();
    together(3, () -> labelUntilItIs(events.get(next.getAndIncrement())));

    assertThat(labels().printed()).isEqualTo(3);
    assertThat(events)
        .extracting(event -> labels().find(event.id(ID_FIELD)).orElseThrow().number())
        .containsExactlyInAnyOrder(1L, 2L, 3L);
  }

  /** The stream drops records after a day, but the table keeps them. */
  @Test
  void anEventThatTheStreamMissedIsSentFromTheTable() {
    OutboxEntry event = outpost.raise();
    outpost.pass(SILENCE.plusMillis(1));

    outpost.sweeper.sweep();

    assertThat(outpost.sent()).containsExactly(event);
  }

  /** When not to reconcile: an event in flight is not drift. */
  @Test
  void anEventInFlightIsNotReportedAsLost() {
    OutboxEntry pending = outpost.raise();
    OutboxEntry arrived = outpost.raise();
    outpost.receive(arrived);
    outpost.pass(GRACE.minusMillis(1));

    assertThat(reconcile(true)).isEmpty();
    assertThat(outpost.sent()).doesNotContain(pending, arrived);
  }

  /**
   * When not to reconcile: a correction that has not taken effect yet is not repeated immediately.
   */
  @Test
  void aResentEventIsNotResentAgainImmediately() {
    OutboxEntry event = outpost.raise();
    outpost.receive(event);
    outpost.pass(GRACE);
    reconcile(false);
    outpost.sent();

    outpost.pass(GRACE.minusMillis(1));

    assertThat(reconcile(false)).extracting(Finding::action).containsExactly(Action.WAITING);
    assertThat(outpost.sent()).isEmpty();
  }

  private boolean labelUntilItIs(OutboxEntry event) {
    while (!labelled(event)) {
      try {
        outpost.label(event);
      } catch (ConcurrencyConflict overtaken) { // retry, as a queue would
        Thread.onSpinWait();
      }
    }
    return true;
  }

  private boolean labelled(OutboxEntry event) {
    return labels().find(event.id(ID_FIELD)).isPresent();
  }

  private Labels labels() {
    return new Labels(outpost.store);
  }

  private List<Finding> reconcile(boolean restore) {
    Window window = Window.last(Duration.ofDays(2), outpost.instant().plusSeconds(1));
    List<Finding> findings = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      var page = outpost.reconciler.reconcile(window, new PageRequest(50, cursor), restore);
      findings.addAll(page.findings());
      cursor = page.nextCursor();
    } while (cursor != null);
    return findings;
  }
}
