package io.fleetfix.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.domain.invoice.InvoiceNumbers.Taking.Taken;
import io.fleetfix.domain.invoice.InvoiceNumbers.Taking.TooFarAhead;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceNumbersTest {
  private static final InvoiceSeries SERIES = new InvoiceSeries("INV");
  private static final Workshop BERLIN = workshop("Europe/Berlin");
  private static final Instant NOON = Instant.parse("2026-11-12T12:00:00.000Z");

  @Test
  void startsAtOneInTheFirstVersion() {
    InvoiceNumbers first = taken(InvoiceNumbers.none(SERIES, 2026), 1, NOON);

    assertThat(first.newest(1)).containsExactly(new InvoiceNumber(SERIES, 2026, 1));
    assertThat(first.version()).isEqualTo(Version.FIRST);
    assertThat(Change.of(first).expected()).isEqualTo(Version.NONE);
  }

  @Test
  void takesEveryNumberOnce() {
    InvoiceNumbers numbers = InvoiceNumbers.none(SERIES, 2026);

    for (int number = 1; number <= 1_000; number++) {
      numbers = taken(numbers, 1, NOON);

      assertThat(numbers.newest(1).getFirst().number()).isEqualTo(number);
      assertThat(numbers.version()).isEqualTo(new Version(number));
    }
  }

  @Test
  void takesSeveralNumbersAtOnce() {
    InvoiceNumbers taken = taken(numbers(NOON), 3, NOON);

    assertThat(taken.newest(3)).extracting(InvoiceNumber::number).containsExactly(42L, 43L, 44L);
    assertThat(Change.of(taken).expected()).isEqualTo(new Version(7));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void rejectsACountBelowOne(int count) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> numbers(NOON).take(count, NOON, BERLIN))
        .returns("count", InvalidValue::field);
  }

  @Test
  void rejectsATimeInAnotherYear() {
    Instant nextYear = Instant.parse("2026-12-31T23:00:00.000Z");

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> numbers(NOON).take(1, nextYear, BERLIN))
        .returns("now", InvalidValue::field);
  }

  @Test
  void doesNotModifyThePreviousState() {
    InvoiceNumbers before = numbers(NOON);

    assertThat(taken(before, 1, NOON.plusSeconds(1)).last()).isEqualTo(42);
    assertThat(before).isEqualTo(numbers(NOON));
  }

  @Test
  void hasNoNewestNumberBeforeTheFirstIsTaken() {
    InvoiceNumbers none = InvoiceNumbers.none(SERIES, 2026);

    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> none.newest(1));
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> taken(none, 2, NOON).newest(3));
  }

  @Test
  void isOneAggregatePerSeriesAndYear() {
    assertThat(InvoiceNumbers.none(SERIES, 2026).aggregateId()).isEqualTo("NUMBERS#INV#2026");
    assertThat(InvoiceNumbers.aggregateId(new InvoiceSeries("B2B"), 2027))
        .isEqualTo("NUMBERS#B2B#2027");
  }

  @Test
  void issuesNowOrAtTheLastDateIfThatIsLater() {
    assertThat(numbers(NOON).take(1, NOON.plusNanos(7_999_999), BERLIN))
        .isInstanceOfSatisfying(
            Taken.class, taken -> assertThat(taken.issuedAt()).isEqualTo(NOON.plusMillis(7)));
    assertThat(numbers(NOON).take(1, NOON.minusMillis(150), BERLIN))
        .isInstanceOfSatisfying(Taken.class, taken -> assertThat(taken.issuedAt()).isEqualTo(NOON));
  }

  @Test
  void issuesNowIfAnOlderReleaseKeptNoDate() {
    InvoiceNumbers older = new InvoiceNumbers(SERIES, 2026, 41, Optional.empty(), new Version(7));

    assertThat(taken(older, 1, NOON).lastDate()).contains(NOON);
    assertThat(older.dateAheadOf(NOON)).isZero();
    assertThat(older.resetDate(NOON, BERLIN)).isEmpty();
  }

  @Test
  void refusesIfTheLastDateIsMoreThanADayAhead() {
    Instant aDayBefore = NOON.minus(InvoiceNumbers.MAX_AHEAD);

    assertThat(taken(numbers(NOON), 1, aDayBefore).lastDate()).contains(NOON);
    assertThat(numbers(NOON).take(1, aDayBefore.minusNanos(1), BERLIN))
        .isEqualTo(new TooFarAhead(NOON, aDayBefore.minusNanos(1)));
    assertThat(numbers(NOON).dateAheadOf(aDayBefore)).isEqualTo(InvoiceNumbers.MAX_AHEAD);
    assertThat(numbers(NOON).dateAheadOf(NOON.plusMillis(1))).isZero();
  }

  @Test
  void resetsADateThatIsTooFarAhead() {
    Instant now = NOON.minus(Duration.ofDays(200));

    InvoiceNumbers reset = numbers(NOON).resetDate(now, BERLIN).orElseThrow();

    assertThat(reset.lastDate()).contains(now);
    assertThat(reset.last()).isEqualTo(41);
    assertThat(Change.of(reset).expected()).isEqualTo(new Version(7));
    assertThat(taken(reset, 1, now.plusMillis(1)).newest(1).getFirst().number()).isEqualTo(42);
  }

  @Test
  void resetsTheDateOfAYearThatHasNotBegunToItsStart() {
    Instant lastYear = Instant.parse("2025-03-01T12:00:00.000Z");

    assertThat(numbers(NOON).resetDate(lastYear, BERLIN).orElseThrow().lastDate())
        .contains(Instant.parse("2025-12-31T23:00:00.000Z"));
  }

  @Test
  void resetsNothingThatDoesNotPreventInvoices() {
    assertThat(numbers(NOON).resetDate(NOON.minus(InvoiceNumbers.MAX_AHEAD), BERLIN)).isEmpty();
    assertThat(numbers(NOON).resetDate(NOON.plusSeconds(1), BERLIN)).isEmpty();
  }

  /** The last invoice was issued when the workshop was in another zone. */
  @Test
  void waitsRatherThanIssueWithTheDateOfAnotherYear() {
    Instant newYearInBerlin = Instant.parse("2026-12-31T23:30:00.000Z");
    Instant before = Instant.parse("2026-12-31T22:30:00.000Z");

    assertThat(numbers(newYearInBerlin).take(1, before, workshop("UTC"))).isInstanceOf(Taken.class);
    assertThat(numbers(newYearInBerlin).take(1, before, BERLIN)).isInstanceOf(TooFarAhead.class);
    assertThat(numbers(newYearInBerlin).resetDate(before, BERLIN).orElseThrow().lastDate())
        .contains(before);
  }

  @ParameterizedTest
  @CsvSource({"Europe/Berlin, 1", "America/New_York, 2", "Pacific/Kiritimati, 3", "UTC, 4"})
  void aNumberAlwaysHasTheYearOfItsDate(String zone, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Workshop workshop = workshop(zone);
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      Instant newYear = workshop.startOf(2026 + random.nextInt(2));
      Instant lastDate = newYear.plusMillis(aWhile(random));
      Instant now = newYear.plusMillis(aWhile(random));
      InvoiceNumbers numbers =
          new InvoiceNumbers(
              SERIES, workshop.yearOf(now), 41, Optional.of(lastDate), new Version(7));

      switch (numbers.take(1, now, workshop)) {
        case Taken(InvoiceNumbers taken, Instant issuedAt) -> {
          assertThat(workshop.yearOf(issuedAt)).isEqualTo(taken.newest(1).getFirst().year());
          assertThat(issuedAt).isAfterOrEqualTo(lastDate).isAfterOrEqualTo(now);
          assertThat(taken.lastDate()).contains(issuedAt);
        }
        case TooFarAhead(Instant date, Instant at) -> {
          refused++;
          assertThat(numbers.resetDate(now, workshop))
              .hasValueSatisfying(
                  reset -> assertThat(reset.take(1, now, workshop)).isInstanceOf(Taken.class));
        }
      }
    }
    assertThat(refused).isBetween(1_000, 19_000);
  }

  /** Milliseconds, from one to two days, in both directions. */
  private static long aWhile(SplittableRandom random) {
    long most = Duration.ofDays(2).toMillis() >> random.nextInt(28);
    return random.nextLong(-most - 1, most + 1);
  }

  private static InvoiceNumbers taken(InvoiceNumbers numbers, int count, Instant now) {
    if (numbers.take(count, now, BERLIN) instanceof Taken(var taken, var issuedAt)) {
      return taken;
    }
    throw new AssertionError("No number can be taken from " + numbers);
  }

  /** The 41st was taken at this time. */
  private static InvoiceNumbers numbers(Instant lastDate) {
    return new InvoiceNumbers(SERIES, 2026, 41, Optional.of(lastDate), new Version(7));
  }

  private static Workshop workshop(String zone) {
    return new Workshop(Currency.getInstance("EUR"), ZoneId.of(zone), SERIES);
  }
}
