package io.fleetfix.domain.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepairIdTest {
  @ParameterizedTest
  @ValueSource(strings = {"R-0", "R-Z", "R-123", "R-0123456789ABCDEFGHIJKLMNOPQRSTUV"})
  void acceptsOneToThirtyTwoDigitsOrCapitals(String text) {
    assertThat(RepairId.parse(text)).contains(new RepairId(text));
    assertThat(new RepairId(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "R-",
        "R123",
        "r-123",
        "R-12a",
        "L-123",
        "R-123 ",
        " R-123",
        "R-123\n",
        "R-1#2",
        "R-1/2",
        "R-1-2",
        "R-\u0661\u0662",
        "R-\u0130",
        "R-0123456789ABCDEFGHIJKLMNOPQRSTUVW",
      })
  void rejectsEveryOtherText(String text) {
    assertThat(RepairId.parse(text)).isEmpty();
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new RepairId(text))
        .returns("repairId", InvalidValue::field);
  }

  @Test
  void generatesSixteenUnambiguousCharacters() {
    SplittableRandom random = new SplittableRandom(7);

    for (int n = 0; n < 1_000; n++) {
      assertThat(RepairId.random(random).value()).matches("R-[0-9A-HJKMNP-TV-Z]{16}");
    }
  }

  @Test
  void usesTheWholeAlphabet() {
    SplittableRandom random = new SplittableRandom(7);
    Set<Integer> drawn = new HashSet<>();

    for (int n = 0; n < 1_000; n++) {
      RepairId.random(random).value().substring(2).chars().forEach(drawn::add);
    }

    assertThat(drawn).hasSize(32);
  }

  @Test
  void generatesADifferentIdEachTime() {
    SplittableRandom random = new SplittableRandom(7);
    Set<RepairId> drawn = new HashSet<>();

    for (int n = 0; n < 1_000; n++) {
      drawn.add(RepairId.random(random));
    }

    assertThat(drawn).hasSize(1_000);
  }
}
