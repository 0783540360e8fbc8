package io.fleetfix.adapter.http.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static final String FOUR_BYTES = "\ud83d\ude97";

  /** Longer than the buffers of the generator, which may end between two surrogates. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void writesCharactersBeyondTheBmpAsFourBytes(int offset) {
    String text = "a".repeat(offset) + FOUR_BYTES.repeat(20_000);

    byte[] json = Json.bytes(List.of(text));

    assertThat(json).hasSize("[\"\"]".length() + offset + 80_000);
    assertThat(new String(json, UTF_8).equals("[\"" + text + "\"]")).isTrue();
  }
}
