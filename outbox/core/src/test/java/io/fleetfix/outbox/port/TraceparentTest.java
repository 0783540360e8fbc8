package io.fleetfix.outbox.port;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {
  @Test
  void keepsAValidTraceparent() {
    String sampled = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    assertThat(Traceparent.of(sampled).value()).isEqualTo(sampled);
    assertThat(Traceparent.of(sampled)).hasToString(sampled);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-B7AD6B7169203331-01",
        "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\n"
      })
  void treatsAnythingElseAsNoTrace(String text) {
    assertThat(Traceparent.of(text)).isEqualTo(Traceparent.NONE);
  }
}
