package io.fleetfix.outbox.inmemory.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.Parcel;
import io.fleetfix.outbox.delivery.ReconcileSinceMark;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Parcels with and without mismatches, at random times, written and compared by instances whose
 * clocks are off and which restart in the middle of a round: each mismatch is found, and counted
 * until it is mended.
 */
class EveryMismatchTest {
  private static final Duration STEP = Duration.ofMinutes(2);
  private static final int STEPS = 3 * 24 * 30;

  /** Settled by a slow clock, at the latest, plus two rounds. */
  private static final Duration FOUND_AFTER =
      ReconcileSinceMark.AGE.plus(ReconcileSinceMark.DRIFT.multipliedBy(2)).plusMinutes(25);

  private final Depot depot = new Depot();
  private final List<Shipment> shipments = new ArrayList<>();

  /**
   * A parcel's life.
   *
   * @param lost whether its event is lost
   * @param labelled whether its label is printed when the event is delivered
   * @param mendedAt when the mismatch is mended, if there is one
   */
  private record Shipment(
      Parcel parcel, Instant deliveredAt, boolean lost, boolean labelled, Instant mendedAt) {
    boolean hasMismatch() {
      return lost || !labelled;
    }

    Instant from() {
      return lost ? parcel.shippedEvent().occurredAt() : deliveredAt;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void isFoundAndCountedUntilItIsMended(long seed) {
    Random random = new Random(seed);
    ReconcileSinceMark instance = depot.instance(off(random));
    Depot.round(instance);
    for (int step = 0; step < STEPS; step++) {
      depot.now = depot.now.plus(STEP);
      ship(random);
      live();
      if (step % 5 == 0) {
        if (random.nextInt(4) == 0) {
          instance.step(() -> {}); // ends in the middle of a round, perhaps
          instance = depot.instance(off(random));
        }
        Depot.round(instance);
        check();
      }
    }
    assertThat(shipments).filteredOn(Shipment::hasMismatch).hasSizeGreaterThan(100);
  }

  private static Duration off(Random random) {
    return minutes(random.nextInt(21) - 10);
  }

  private static Duration minutes(int minutes) {
    return Duration.ofMinutes(minutes);
  }

  /** Some are lost, some delivered late, some without their label; some are listed late. */
  private void ship(Random random) {
    if (random.nextInt(3) > 0) {
      return;
    }
    Instant at = depot.now.plus(off(random)).minusSeconds(random.nextInt(120));
    boolean lost = random.nextInt(8) == 0;
    boolean labelled = lost || random.nextInt(8) > 0;
    int late = random.nextInt(5) == 0 ? random.nextInt(600) : 0;
    shipments.add(
        new Shipment(
            lost ? depot.shipAndLose(at) : depot.ship(at),
            depot.now.plus(minutes(late)),
            lost,
            labelled,
            depot.now.plus(minutes(late + 30 + random.nextInt(4_000)))));
  }

  /** Delivers, labels and mends what is due. */
  private void live() {
    for (Shipment each : shipments) {
      if (!each.lost() && isNow(each.deliveredAt())) {
        depot.deliver(each.parcel());
        if (each.labelled()) {
          depot.label(each.parcel());
        }
      }
      if (each.hasMismatch() && isNow(each.mendedAt())) {
        if (each.lost()) {
          depot.restore(each.parcel());
          depot.deliver(each.parcel());
        }
        depot.label(each.parcel());
      }
    }
  }

  private boolean isNow(Instant time) {
    return !time.isAfter(depot.now) && time.isAfter(depot.now.minus(STEP));
  }

  private void check() {
    var counted = depot.mismatched();
    for (Shipment each : shipments) {
      String id = each.parcel().aggregateId();
      boolean open = each.hasMismatch() && each.mendedAt().isAfter(depot.now);
      if (open && each.from().plus(FOUND_AFTER).isBefore(depot.now)) {
        assertThat(counted).as("open at %s: %s", depot.now, each).contains(id);
      }
      if (!open) {
        assertThat(counted).as("in order at %s: %s", depot.now, each).doesNotContain(id);
      }
    }
  }
}
