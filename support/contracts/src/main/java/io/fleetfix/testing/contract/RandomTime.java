package io.fleetfix.testing.contract;

import io.fleetfix.domain.invoice.Workshop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.random.RandomGenerator;

/** The right time, which often passes midnight and New Year in a workshop's zone. */
final class RandomTime implements InstantSource {
  private final RandomGenerator random;
  private final Workshop workshop;
  private Instant now = Instant.parse("2026-11-30T22:59:59.800Z");

  RandomTime(RandomGenerator random, Workshop workshop) {
    this.random = random;
    this.workshop = workshop;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Lets up to three milliseconds pass. */
  void tick() {
    now = now.plusNanos(random.nextInt(3_000_000));
  }

  /** Lets milliseconds pass, or hours, or the time until just before midnight or New Year. */
  void pass() {
    now =
        switch (random.nextInt(8)) {
          case 0 -> justBefore(midnight());
          case 1 -> justBefore(workshop.startOf(workshop.yearOf(now) + 1));
          case 2 -> now.plus(Duration.ofMinutes(random.nextInt(900)));
          default -> now.plusMillis(random.nextInt(200));
        };
  }

  private Instant justBefore(Instant then) {
    Instant before = then.minusMillis(random.nextInt(400));
    return before.isAfter(now) ? before : now;
  }

  private Instant midnight() {
    ZoneId zone = workshop.zone();
    return now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
  }

  /** How wrong a clock can be. Most are wrong by less than a day. */
  Duration wrong() {
    return switch (random.nextInt(12)) {
      case 0 -> Duration.ofDays(random.nextInt(-1_000, 1_000));
      case 1, 2 -> Duration.ofHours(random.nextInt(-72, 72));
      case 3, 4 -> Duration.ofHours(random.nextInt(-12, 12));
      case 5, 6 -> Duration.ofSeconds(random.nextInt(-60, 60));
      case 7 -> Duration.ZERO;
      default -> Duration.ofMillis(random.nextInt(-500, 500));
    };
  }
}
