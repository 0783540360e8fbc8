package io.fleetfix.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class SampledTest {
  private long now = Long.MAX_VALUE - 5; // System.nanoTime may overflow
  private Supplier<String> source = () -> "good";
  private final Sampled<String> sampled =
      new Sampled<>(() -> source.get(), Duration.ofSeconds(5), () -> now);

  @Test
  void isUnknownBeforeTheFirstRead() {
    assertThat(sampled.value()).isEmpty();
    assertThat(sampled.age()).isEmpty();
  }

  @Test
  void isTheLastValueWithItsAge() {
    sampled.take();
    source = () -> "newer";
    pass(30);

    assertThat(sampled.value()).contains("good");
    assertThat(sampled.age()).contains(Duration.ofSeconds(30));

    sampled.take();
    assertThat(sampled.value()).contains("newer");
    assertThat(sampled.age()).contains(Duration.ZERO);
  }

  @Test
  void isUnknownIfTheLastReadIsTooLongAgo() {
    sampled.take();
    pass(31);

    assertThat(sampled.value()).isEmpty();
    assertThat(sampled.age()).contains(Duration.ofSeconds(31));
  }

  @Test
  void isUnknownIfTheLastReadFailed() {
    sampled.take();
    source =
        () -> {
          throw new IllegalStateException("expected by this test");
        };
    pass(5);
    assertThatThrownBy(sampled::take).isInstanceOf(IllegalStateException.class);

    assertThat(sampled.value()).isEmpty();
    assertThat(sampled.age()).contains(Duration.ZERO);

    source = () -> "healed";
    sampled.take();
    assertThat(sampled.value()).contains("healed");
  }

  @Test
  void aReadThatTakesLongIsAsOldAsItsBeginning() {
    source =
        () -> {
          pass(31);
          return "late";
        };
    sampled.take();

    assertThat(sampled.value()).isEmpty();
  }

  private void pass(int seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
  }
}
