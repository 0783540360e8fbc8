package io.fleetfix.outbox.inmemory.delivery;

import static io.fleetfix.outbox.inmemory.delivery.Outpost.eventOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.delivery.RedeliverEvents.Order;
import io.fleetfix.outbox.delivery.RedeliverEvents.Redelivered;
import io.fleetfix.outbox.delivery.RedeliverEvents.Redelivered.Result;
import io.fleetfix.outbox.delivery.RedeliverEvents.Results;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.paging.Page;
import io.fleetfix.outbox.paging.PageRequest;
import io.fleetfix.outbox.paging.Unreadable;
import io.fleetfix.outbox.paging.Window;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.Delivery.State;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.OutboxLedger.Confirmation;
import io.fleetfix.outbox.port.Redeliveries.Redelivery;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Events are redelivered on request as they are stored, and each redelivery is recorded. */
class RedeliverEventsTest {
  private static final Order ORDER = new Order("ada", false);

  private final Outpost outpost = new Outpost();

  @Test
  void redeliversADeliveredEventAndRecordsTheOperator() {
    OutboxEntry event = outpost.raise();
    outpost.receive(event);
    Delivery delivered = outpost.read(event);
    outpost.pass(Duration.ofMinutes(5));

    assertThat(outpost.redeliverer.event(event.eventId(), ORDER))
        .isEqualTo(new Redelivered(event.eventId(), Result.SENT));

    assertThat(outpost.sent()).containsExactly(event);
    assertThat(outpost.redeliveries.of(event.eventId()))
        .containsExactly(new Redelivery(event.eventId(), outpost.instant(), "ada"));
    assertThat(outpost.read(event))
        .isEqualTo(new Delivery(event, delivered.state(), 1, outpost.instant()));
    assertThat(outpost.ledger.confirm(event, outpost.instant())).isEqualTo(Confirmation.REPEATED);
  }

  @Test
  void recordsTheOperatorBeforeSending() {
    OutboxEntry event = outpost.raise();
    outpost.answer(
        entry -> {
          assertThat(outpost.redeliveries.of(entry.eventId())).hasSize(1);
          return Optional.empty();
        });

    assertThat(outpost.redeliverer.event(event.eventId(), ORDER).result()).isEqualTo(Result.SENT);
  }

  @Test
  void reportsAnUnknownOrExpiredEvent() {
    EventId unknown = Parcels.entry().eventId();

    assertThat(outpost.redeliverer.event(unknown, ORDER).result())
        .isEqualTo(Result.UNKNOWN_OR_EXPIRED);

    assertThat(outpost.redeliveries.of(unknown)).isEmpty();
  }

  @Test
  void skipsUnknownAggregatesAndThoseWithoutEvents() {
    Parcel packed = Parcels.packed().state();
    outpost.unitOfWork.commit(Parcel.packed(packed.id(), packed.contents()));

    assertThat(
            outpost
                .redeliverer
                .aggregates(List.of("PARCEL#none", "NOTHING#1", packed.aggregateId()), ORDER)
                .page()
                .items())
        .isEmpty();
  }

  @Test
  void reportsALostEvent() {
    OutboxEntry event = eventOf(outpost.shipAndLose());
    Redelivered lost = new Redelivered(event.eventId(), Result.UNKNOWN_OR_EXPIRED);

    assertThat(outpost.redeliverer.aggregates(List.of(event.aggregateId()), ORDER).page().items())
        .containsExactly(lost);
    assertThat(redeliver(Window.last(Duration.ofHours(1), outpost.instant().plusMillis(1)), 10))
        .containsExactly(lost);
  }

  @Test
  void sendsNothingInADryRun() {
    OutboxEntry event = outpost.raise();

    assertThat(outpost.redeliverer.event(event.eventId(), new Order("ada", true)).result())
        .isEqualTo(Result.WOULD_BE_SENT);

    assertThat(outpost.sent()).isEmpty();
    assertThat(outpost.redeliveries.of(event.eventId())).isEmpty();
    assertThat(outpost.read(event)).isEqualTo(Delivery.pending(event));
  }

  @Test
  void reportsTheAnswerOfTheBus() {
    OutboxEntry event = outpost.raise();
    for (Cause cause : Cause.values()) {
      outpost.answer(entry -> Optional.of(cause));

      assertThat(outpost.redeliverer.event(event.eventId(), ORDER).result().name())
          .isEqualTo(cause.name());
    }

    assertThat(outpost.read(event).state())
        .as("manual attempts do not count as refusals")
        .isEqualTo(State.PENDING);
  }

  @Test
  void doesNotSendAnEntryClaimedInTheMeantime() {
    OutboxEntry event = outpost.raise();
    OutboxLedger racing =
        new PassingLedger(outpost.ledger) {
          @Override
          public Optional<Delivery> find(EventId eventId) {
            Optional<Delivery> seen = super.find(eventId);
            claimResend(seen.orElseThrow(), outpost.instant(), outpost.instant());
            return seen;
          }
        };

    assertThat(outpost.redeliverer(racing).event(event.eventId(), ORDER).result())
        .isEqualTo(Result.UNAVAILABLE);

    assertThat(outpost.sent()).isEmpty();
  }

  @Test
  void anUnreadableEventDoesNotBlockOthers() {
    OutboxEntry broken = outpost.raise();
    OutboxEntry fine = outpost.raise();
    OutboxLedger damaged = failingOn(broken, new IllegalStateException("Unreadable row"));

    assertThat(
            outpost
                .redeliverer(damaged)
                .aggregates(List.of(broken.aggregateId(), fine.aggregateId()), ORDER)
                .page()
                .items())
        .containsExactly(
            new Redelivered(broken.eventId(), Result.UNREADABLE),
            new Redelivered(fine.eventId(), Result.SENT));
    assertThat(outpost.sent()).containsExactly(fine);
  }

  @Test
  void stopsWhenTheTableIsUnavailable() {
    OutboxEntry event = outpost.raise();
    StorageUnavailable down = new StorageUnavailable(new IllegalStateException("timeout"));

    assertThatThrownBy(
            () -> outpost.redeliverer(failingOn(event, down)).event(event.eventId(), ORDER))
        .isSameAs(down);
  }

  @Test
  void redeliversTheEventsOfTheNamedAggregates() {
    Parcel first = outpost.ship();
    outpost.ship();
    Parcel third = outpost.ship();

    assertThat(
            outpost
                .redeliverer
                .aggregates(List.of(first.aggregateId(), third.aggregateId()), ORDER)
                .page()
                .items())
        .extracting(Redelivered::result)
        .containsExactly(Result.SENT, Result.SENT);
    assertThat(outpost.sent()).containsExactly(eventOf(first), eventOf(third));
  }

  @Test
  void redeliversTheEventsOfAWindowInPages() {
    outpost.ship();
    outpost.pass(Duration.ofMinutes(1));
    Window window = new Window(outpost.instant(), outpost.instant().plus(Duration.ofMinutes(5)));
    List<OutboxEntry> inside = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      inside.add(outpost.raise());
      outpost.pass(Duration.ofMinutes(1));
    }
    outpost.ship();

    redeliver(window, 2);

    assertThat(outpost.sent()).containsExactlyInAnyOrderElementsOf(inside);
  }

  @Test
  void reportsUnreadableRows() {
    Unreadable row = new Unreadable("PARCEL#?", "has no version");
    outpost.parcels.unreadable.add(row);
    List<Unreadable> named = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      Page<Redelivered> page =
          outpost
              .redeliverer
              .window(
                  Window.last(Duration.ofHours(1), outpost.instant()),
                  new PageRequest(10, cursor),
                  ORDER)
              .page();
      named.addAll(page.unreadable());
      cursor = page.nextCursor();
    } while (cursor != null);

    assertThat(named).containsExactly(row);
  }

  /** A call to a silent bus takes seconds. */
  @Test
  void waitsOnceForASilentBusAndReportsTheRestOfThePage() {
    Window window = new Window(outpost.instant(), outpost.instant().plus(Duration.ofMinutes(5)));
    List<OutboxEntry> events = new ArrayList<>();
    for (int i = 0; i < 35; i++) {
      events.add(outpost.raise());
    }
    outpost.silence();

    Results results = outpost.redeliverer.window(window, new PageRequest(50, null), ORDER);

    assertThat(results.busSilent()).isTrue();
    assertThat(results.page().items()).hasSize(35);
    assertThat(results.page().items())
        .extracting(Redelivered::result)
        .startsWith(Result.UNAVAILABLE)
        .endsWith(Result.NOT_TRIED)
        .containsOnly(Result.UNAVAILABLE, Result.NOT_TRIED);
    assertThat(outpost.sent()).as("one batch").hasSize(10);
    assertThat(events)
        .as("only these are marked and recorded")
        .filteredOn(
            event ->
                outpost.read(event).resends() > 0
                    || !outpost.redeliveries.of(event.eventId()).isEmpty())
        .hasSize(10);
  }

  /** Events that the bus fails for, each by itself, are no silence. */
  @Test
  void eventsThatTheBusFailsForDoNotStopTheOthers() {
    Window window = new Window(outpost.instant(), outpost.instant().plus(Duration.ofMinutes(5)));
    OutboxEntry fine = outpost.raise();
    outpost.pass(Duration.ofSeconds(1));
    for (int i = 0; i < 34; i++) {
      outpost.raise();
    }
    outpost.answer(entry -> entry.equals(fine) ? Optional.empty() : Optional.of(Cause.UNAVAILABLE));

    Results results = outpost.redeliverer.window(window, new PageRequest(50, null), ORDER);

    assertThat(results.busSilent()).isFalse();
    assertThat(results.page().items()).contains(new Redelivered(fine.eventId(), Result.SENT));
    assertThat(results.page().items())
        .extracting(Redelivered::result)
        .doesNotContain(Result.NOT_TRIED);
  }

  @Test
  void theSweeperWaitsForTheReceiptOfARedeliveredEvent() {
    OutboxEntry event = outpost.raise();
    outpost.pass(Duration.ofMinutes(20));
    outpost.redeliverer.event(event.eventId(), ORDER);
    outpost.sent();

    outpost.sweeper.sweep();

    assertThat(outpost.sent()).isEmpty();
  }

  private OutboxLedger failingOn(OutboxEntry entry, RuntimeException failure) {
    return new PassingLedger(outpost.ledger) {
      @Override
      public Optional<Delivery> find(EventId eventId) {
        if (eventId.equals(entry.eventId())) {
          throw failure;
        }
        return super.find(eventId);
      }
    };
  }

  /** All pages merged into one. */
  private List<Redelivered> redeliver(Window window, int limit) {
    List<Redelivered> all = new ArrayList<>();
    @Nullable String cursor = null;
    do {
      Page<Redelivered> page =
          outpost.redeliverer.window(window, new PageRequest(limit, cursor), ORDER).page();
      all.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    return all;
  }
}
