package io.fleetfix.outbox.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
  private static final Instant NOON = Instant.parse("2025-11-12T12:00:00Z");
  private static final Duration MONTH = Duration.ofDays(30);

  @Test
  void lastWindowEndsNow() {
    assertThat(Window.last(Duration.ofHours(2), NOON))
        .isEqualTo(new Window(Instant.parse("2025-11-12T10:00:00Z"), NOON));
  }

  @Test
  void refusesAnEmptyOrReversedWindow() {
    for (Instant to : new Instant[] {NOON, NOON.minusMillis(1)}) {
      assertThatExceptionOfType(InvalidValue.class)
          .isThrownBy(() -> new Window(NOON, to))
          .returns("from", InvalidValue::field);
    }
  }

  @Test
  void refusesAWindowOlderThanTheRetention() {
    Instant oldest = NOON.minus(MONTH);

    assertThat(Window.within(MONTH, oldest, NOON, NOON)).isEqualTo(new Window(oldest, NOON));
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Window.within(MONTH, oldest.minusMillis(1), NOON, NOON))
        .returns("from", InvalidValue::field)
        .withMessageContaining("30 days");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, PageRequest.MAX_LIMIT + 1})
  void refusesAPageLimitOutOfRange(int limit) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new PageRequest(limit, null))
        .returns("limit", InvalidValue::field);
  }
}
