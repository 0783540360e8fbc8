package io.fleetfix.outbox.inmemory.queue;

import static io.fleetfix.outbox.contracts.Eventually.patient;
import static io.fleetfix.outbox.contracts.Parcels.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.EventBusContract;
import io.fleetfix.outbox.contracts.ParcelShipped;
import io.fleetfix.outbox.contracts.Parcels;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.EventBus.NotAccepted;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.Subscription;
import io.fleetfix.outbox.subscription.Subscription.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class InMemoryEventBusTest implements EventBusContract {
  private static final Subscription LABELS = subscription("labels", ParcelShipped.TYPE);
  private static final Subscription SEARCHES =
      subscription("searches", "ParcelLost", ParcelShipped.TYPE);
  private static final Subscription RECEIPTS =
      new Subscription("receipts", Types.all(), false, 20, Duration.ofDays(4), false);
  private static final List<Subscription> ALL = List.of(LABELS, SEARCHES, RECEIPTS);

  private final Map<Subscription, List<OutboxEntry>> heard = new HashMap<>();
  private final Map<Subscription, InMemoryQueue> queues = new HashMap<>();
  private final InMemoryEventBus bus;
  private final MisbehavingBus misbehaving;

  InMemoryEventBusTest() {
    for (Subscription each : ALL) {
      List<OutboxEntry> events = new ArrayList<>();
      heard.put(each, events);
      queues.put(
          each, new InMemoryQueue(List.of(ReactionBinding.each(each, Types.all(), events::add))));
    }
    bus = new InMemoryEventBus(Parcels.FORMAT, queues);
    misbehaving = new MisbehavingBus(bus);
  }

  @Override
  public BusUnderTest busUnderTest() {
    return new BusUnderTest() {
      @Override
      public EventBus bus() {
        return misbehaving;
      }

      @Override
      public List<EventId> delivered() throws InterruptedException {
        return heardBy(RECEIPTS).stream().map(OutboxEntry::eventId).toList();
      }

      @Override
      public void refuse(EventId... entries) {
        misbehaving.misbehave(
            BusFault.refusing(entry -> Set.of(entries).contains(entry.eventId())));
      }

      @Override
      public void breakDown() {
        misbehaving.misbehave(BusFault.unavailable());
      }
    };
  }

  @Test
  void routesEachEventToItsSubscriptions() throws Exception {
    OutboxEntry shipped = Parcels.entry();
    OutboxEntry lost = entry("ParcelLost");
    OutboxEntry found = entry("ParcelFound");

    assertThat(bus.publish(List.of(shipped, lost, found))).isEmpty();

    assertThat(heardBy(LABELS)).containsExactly(shipped);
    assertThat(heardBy(SEARCHES)).containsExactly(shipped, lost);
    assertThat(heardBy(RECEIPTS)).containsExactly(shipped, lost, found);
  }

  @Test
  void deliversTwiceOnRequest() throws Exception {
    misbehaving.misbehave(BusFault.deliveringTwice());
    List<OutboxEntry> entries = Parcels.entries(3);

    misbehaving.publish(entries);

    assertThat(heardBy(RECEIPTS)).hasSize(2 * entries.size()).containsAll(entries);
  }

  @Test
  void deliversOutOfOrderOnRequest() throws Exception {
    misbehaving.misbehave(BusFault.deliveringBackwards());
    List<OutboxEntry> entries = Parcels.entries(3);

    misbehaving.publish(entries);

    assertThat(heardBy(RECEIPTS)).isEqualTo(entries.reversed());
  }

  @Test
  void deliversLateOnRequest() throws Exception {
    OutboxEntry later = Parcels.entry();
    OutboxEntry sooner = Parcels.entry();
    misbehaving.misbehave(BusFault.deliveringLate(Duration.ofDays(1)));
    misbehaving.publish(List.of(later));
    misbehaving.misbehave(BusFault.deliveringLate(Duration.ofMillis(1)));
    misbehaving.publish(List.of(sooner));

    assertThat(queue(RECEIPTS).handleNext(patient(Duration.ofSeconds(30)))).isTrue();

    assertThat(heardBy(RECEIPTS)).containsExactly(sooner);
  }

  @Test
  void acceptsAndDeliversNothingOnRequest() throws Exception {
    misbehaving.misbehave(BusFault.deliveringNothing());

    assertThat(misbehaving.publish(Parcels.entries(3))).isEmpty();

    assertThat(heardBy(RECEIPTS)).isEmpty();
  }

  @Test
  void refusesTheFirstEntriesOnRequestAndRecovers() throws Exception {
    misbehaving.misbehave(BusFault.refusingFirst(2));
    List<OutboxEntry> entries = Parcels.entries(3);

    List<NotAccepted> first = misbehaving.publish(entries);
    List<NotAccepted> second = misbehaving.publish(entries.subList(0, 2));

    assertThat(first)
        .extracting(NotAccepted::eventId)
        .containsExactly(entries.get(0).eventId(), entries.get(1).eventId());
    assertThat(second).isEmpty();
    assertThat(heardBy(RECEIPTS)).containsExactly(entries.get(2), entries.get(0), entries.get(1));
  }

  /** The bus remembers an answer per event type. */
  @Test
  void aRuleAsksForNothingThatDiffersBetweenEventsOfAType() {
    for (Subscription each : ALL) {
      Map<String, Object> pattern = new HashMap<>(each.pattern(Parcels.FORMAT));
      Object detail = pattern.remove("detail");

      assertThat(pattern.keySet()).isSubsetOf("source", "detail-type", "replay-name");
      assertThat(detail)
          .satisfiesAnyOf(
              all -> assertThat(all).isNull(),
              some ->
                  assertThat(some)
                      .asInstanceOf(InstanceOfAssertFactories.MAP)
                      .containsOnlyKeys("eventType"));
    }
  }

  private static Subscription subscription(String rule, String... types) {
    return new Subscription(rule, Types.only(types), true, 20, Duration.ofDays(4), false);
  }

  private static OutboxEntry entry(String type) {
    String id = Parcels.anId();
    String aggregateId = "PARCEL#" + id;
    return new OutboxEntry(
        EventId.derive(aggregateId, Version.FIRST, type),
        type,
        Map.of(Parcels.ID_FIELD, id),
        NOON,
        aggregateId,
        Version.FIRST,
        Traceparent.NONE);
  }

  private List<OutboxEntry> heardBy(Subscription subscription) throws InterruptedException {
    boolean more = true;
    while (more) {
      more = queue(subscription).handleNext(Duration.ZERO);
    }
    return List.copyOf(heard.getOrDefault(subscription, List.of()));
  }

  private InMemoryQueue queue(Subscription subscription) {
    return Optional.ofNullable(queues.get(subscription)).orElseThrow();
  }
}
