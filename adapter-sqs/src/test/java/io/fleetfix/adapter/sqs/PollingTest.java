package io.fleetfix.adapter.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollingTest {
  @ParameterizedTest
  @CsvSource({"1, PT0S, PT1S, PT0.1S, PT0.1S", "10, PT20S, PT12H, PT1S, PT1H"})
  void acceptsWhatSqsAccepts(
      int workers, Duration patience, Duration visibility, Duration first, Duration longest) {
    assertThat(new Polling(workers, patience, visibility, first, longest).workers())
        .isEqualTo(workers);
  }

  @ParameterizedTest
  @CsvSource({
    "0, PT0S, PT1S, PT1S, PT1S, workers must be 1 to 10",
    "11, PT0S, PT1S, PT1S, PT1S, workers must be 1 to 10",
    "1, PT-1S, PT1S, PT1S, PT1S, patience must be 0 to 20 whole seconds",
    "1, PT0.5S, PT1S, PT1S, PT1S, patience must be 0 to 20 whole seconds",
    "1, PT21S, PT1S, PT1S, PT1S, patience must be 0 to 20 whole seconds",
    "1, PT0S, PT0S, PT1S, PT1S, 'visibility must be 1 second to 12 hours, in whole seconds'",
    "1, PT0S, PT1.5S, PT1S, PT1S, 'visibility must be 1 second to 12 hours, in whole seconds'",
    "1, PT0S, PT12H1S, PT1S, PT1S, 'visibility must be 1 second to 12 hours, in whole seconds'",
    "1, PT0S, PT1S, PT0S, PT1S, firstPause must be positive and at most longestPause",
    "1, PT0S, PT1S, PT2S, PT1S, firstPause must be positive and at most longestPause"
  })
  void refusesInvalidSettings(
      int workers,
      Duration patience,
      Duration visibility,
      Duration first,
      Duration longest,
      String rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Polling(workers, patience, visibility, first, longest))
        .withMessage(rule);
  }

  @Test
  void doublesThePauseUpToTheLongest() {
    Polling polling =
        new Polling(
            1,
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofMillis(200),
            Duration.ofMillis(500));

    assertThat(polling.pauseAfter(Duration.ofMillis(200))).isEqualTo(Duration.ofMillis(400));
    assertThat(polling.pauseAfter(Duration.ofMillis(400))).isEqualTo(Duration.ofMillis(500));
    assertThat(polling.pauseAfter(Duration.ofMillis(500))).isEqualTo(Duration.ofMillis(500));
  }
}
