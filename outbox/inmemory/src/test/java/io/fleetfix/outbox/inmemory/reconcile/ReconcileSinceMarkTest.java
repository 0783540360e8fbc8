package io.fleetfix.outbox.inmemory.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.delivery.ReconcileSinceMark;
import io.fleetfix.outbox.port.upkeep.ReconcileMemory.Compared;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What was compared is remembered, and what was found stays open until it is in order. */
class ReconcileSinceMarkTest {
  private static final Duration LATER = ReconcileSinceMark.AGE.plusMinutes(1);

  private final Depot depot = new Depot();
  private final ReconcileSinceMark instance = depot.instance(Duration.ZERO);

  @Test
  void theFirstRoundBeginsLongAgo() {
    Parcel lost = depot.shipAndLose(depot.now.minus(Duration.ofDays(28)));

    Depot.round(instance);

    assertThat(depot.mismatched()).containsExactly(lost.aggregateId());
    assertThat(depot.memory.latest().upTo()).isEqualTo(depot.now.minus(ReconcileSinceMark.AGE));
  }

  @Test
  void aMismatchStaysOpenUntilItIsMendedHoweverOldItIs() {
    Parcel lost = depot.shipAndLose(depot.now);
    Parcel unlabelled = depot.ship(depot.now);
    depot.deliver(unlabelled);
    pass(LATER);
    Depot.round(instance);

    pass(Duration.ofDays(40));
    Depot.round(instance);
    assertThat(depot.memory.latest().mismatches())
        .containsOnlyKeys("NO_ENTRY", "NO_LABEL")
        .containsEntry("NO_ENTRY", 1L)
        .containsEntry("NO_LABEL", 1L);

    depot.label(unlabelled);
    depot.restore(lost);
    Depot.round(instance);
    assertThat(depot.mismatched()).isEmpty();

    depot.deliver(lost);
    pass(Duration.ofHours(1));
    Depot.round(instance);
    assertThat(depot.mismatched()).as("its label").containsExactly(lost.aggregateId());
  }

  @Test
  void anEntryThatHasExpiredIsNotLost() {
    Parcel unlabelled = depot.ship(depot.now);
    depot.deliver(unlabelled);
    pass(LATER);
    Depot.round(instance);

    pass(Duration.ofDays(31));
    depot.expired.add(unlabelled.shippedEvent().eventId());
    Depot.round(instance);
    assertThat(depot.memory.latest().mismatches()).containsOnlyKeys("NO_LABEL");

    depot.label(unlabelled);
    Depot.round(instance);
    assertThat(depot.open()).isEmpty();
  }

  @Test
  void anEventThatIsDeliveredLateIsComparedThen() {
    Parcel late = depot.ship(depot.now);
    pass(Duration.ofDays(2));
    Depot.round(instance);
    assertThat(depot.mismatched()).isEmpty();
    assertThat(depot.open()).containsOnlyKeys(late.aggregateId());

    depot.deliver(late);
    pass(LATER);
    Depot.round(instance);

    assertThat(depot.mismatched()).containsExactly(late.aggregateId());
  }

  /** Such as a label, which is listed under the time of its parcel, and may be printed late. */
  @Test
  void whatFollowsLateIsComparedWhenItsOriginIsInOrder() {
    Parcel origin = depot.ship(depot.now);
    depot.deliver(origin);
    pass(LATER);
    Depot.round(instance);
    pass(Duration.ofHours(2));
    Parcel follower = depot.shipAndLose(depot.now.minus(Duration.ofHours(3)));
    depot.followers.put(origin.aggregateId(), Set.of(follower.aggregateId()));
    depot.label(origin);

    Depot.round(instance);

    assertThat(depot.mismatched()).containsExactly(follower.aggregateId());
    Depot.round(instance);
    assertThat(depot.mismatched()).containsExactly(follower.aggregateId());
  }

  @Test
  void aRoundCostsWhatIsNewAndWhatIsOpen() {
    for (int i = 0; i < 500; i++) {
      fine();
      pass(Duration.ofMinutes(1));
    }
    depot.shipAndLose(depot.now);
    fine();
    pass(LATER);
    Depot.round(instance);

    for (int i = 0; i < 10; i++) {
      fine();
      pass(Duration.ofMinutes(1));
    }

    assertThat(Depot.round(instance)).as("ten minutes, the overlap, one open").isBetween(1, 22);
  }

  @Test
  void aSilentBusIsWaitedForOncePerRound() {
    for (int i = 0; i < 300; i++) {
      depot.deliver(depot.ship(depot.now));
    }
    pass(LATER);
    depot.silent = true;

    Depot.round(instance);
    assertThat(depot.published).hasSize(1);
    assertThat(depot.published.getFirst()).hasSize(10);
    assertThat(depot.mismatched()).as("found all the same").hasSize(300);

    depot.silent = false;
    Depot.round(instance);
    assertThat(depot.published.stream().flatMap(List::stream).distinct()).hasSize(300);
  }

  @Test
  void aMarkFromAClockThatWasAheadIsMovedBack() {
    depot.memory.save(
        new Compared(depot.now.plus(Duration.ofDays(1)), depot.memory.latest().open()));
    Parcel lost = depot.shipAndLose(depot.now);

    pass(LATER);
    Depot.round(instance);

    assertThat(depot.mismatched()).containsExactly(lost.aggregateId());
  }

  @Test
  void theMarkStandsStillWhileThereAreTooManyMismatches() {
    List<Parcel> lost = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      lost.add(depot.shipAndLose(depot.now));
    }
    pass(LATER);
    Depot.round(instance);
    for (int i = 0; i < Compared.MOST_OPEN; i++) {
      lost.add(depot.shipAndLose(depot.now));
    }
    pass(LATER);
    Compared before = depot.memory.latest();

    Depot.round(instance);
    Depot.round(instance);

    assertThat(depot.memory.latest().upTo()).isEqualTo(before.upTo());
    assertThat(depot.open()).hasSize(Compared.MOST_OPEN);
    assertThat(depot.open()).as("none is forgotten").containsAllEntriesOf(before.open());

    lost.subList(0, 200).forEach(this::mend);
    pass(LATER);
    Depot.round(instance);
    assertThat(depot.mismatched())
        .containsExactlyInAnyOrderElementsOf(
            lost.subList(200, lost.size()).stream().map(Parcel::aggregateId).toList());
    assertThat(depot.memory.latest().upTo()).isAfter(before.upTo());
  }

  @Test
  void manyIdsOfGreatLengthAreLimitedByTheirBytes() {
    SortedMap<String, SortedSet<String>> few = new TreeMap<>();
    for (int i = 0; i < 100; i++) {
      few.put("PARCEL#%02000d".formatted(i), new TreeSet<>());
    }

    assertThat(Compared.fit(few)).isFalse();
  }

  private void mend(Parcel lost) {
    depot.restore(lost);
    depot.deliver(lost);
    depot.label(lost);
  }

  private void fine() {
    Parcel parcel = depot.ship(depot.now);
    depot.deliver(parcel);
    depot.label(parcel);
  }

  private void pass(Duration time) {
    depot.now = depot.now.plus(time);
  }
}
