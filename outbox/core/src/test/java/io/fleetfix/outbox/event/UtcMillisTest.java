package io.fleetfix.outbox.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UtcMillisTest {
  @ParameterizedTest
  @CsvSource({
    "2025-11-12T14:00:00Z, 2025-11-12T14:00:00.000Z",
    "2025-11-12T14:00:00.5Z, 2025-11-12T14:00:00.500Z",
    "2025-11-12T14:00:00.123999999Z, 2025-11-12T14:00:00.123Z",
    "2025-11-12T23:59:59.999999999Z, 2025-11-12T23:59:59.999Z",
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000Z",
    "1969-12-31T23:59:59.9999Z, 1969-12-31T23:59:59.999Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999Z",
  })
  void writesExactlyThreeDecimals(Instant time, String text) {
    assertThat(UtcMillis.text(time)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-11-12T14:00:00.123999999Z, 2025-11-12T14:00:00.123Z",
    "1969-12-31T23:59:59.9999Z, 1969-12-31T23:59:59.999Z",
    "9999-12-31T23:59:59.999999999Z, 9999-12-31T23:59:59.999Z",
  })
  void truncatesToMilliseconds(Instant time, Instant kept) {
    assertThat(UtcMillis.truncated(time)).isEqualTo(kept);
    assertThat(Instant.parse(UtcMillis.text(time))).isEqualTo(kept);
  }

  @Test
  void textsSortInTimeOrder() {
    SplittableRandom random = new SplittableRandom(1);
    long first = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    long last = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    List<Instant> times =
        Stream.generate(() -> Instant.ofEpochMilli(random.nextLong(first, last + 1)))
            .limit(5_000)
            .flatMap(time -> Stream.of(time, time.plusMillis(1), time.plusMillis(500)))
            .filter(time -> time.toEpochMilli() <= last)
            .sorted()
            .toList();

    List<String> texts = times.stream().map(UtcMillis::text).toList();

    assertThat(texts).isSorted();
  }
}
