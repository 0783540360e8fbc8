package io.fleetfix.domain.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"L-0", "L-Z", "L-0123456789ABCDEFGHIJKLMNOPQRSTUV"})
  void acceptsOneToThirtyTwoDigitsOrCapitals(String text) {
    assertThat(new LineId(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "L-",
        "L1",
        "l-1",
        "L-a",
        "R-1",
        "L-1\n",
        "L-0123456789ABCDEFGHIJKLMNOPQRSTUVW"
      })
  void rejectsEveryOtherText(String text) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new LineId(text))
        .returns("lineId", InvalidValue::field);
  }

  @Test
  void generatesADifferentIdEachTime() {
    SplittableRandom random = new SplittableRandom(7);

    LineId first = LineId.random(random);
    LineId second = LineId.random(random);

    assertThat(first.value()).matches("L-[0-9A-HJKMNP-TV-Z]{16}");
    assertThat(second).isNotEqualTo(first);
  }
}
