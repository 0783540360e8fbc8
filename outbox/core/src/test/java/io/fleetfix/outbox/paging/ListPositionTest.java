package io.fleetfix.outbox.paging;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fleetfix.outbox.event.InvalidValue;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListPositionTest {
  private static final Instant NOON = Instant.parse("2025-11-12T12:00:00.007Z");
  private static final ListPosition POSITION = new ListPosition(NOON, "P-1");

  @Test
  void roundTripsAsCursorAndAsText() {
    assertThat(ListPosition.ofCursor(POSITION.cursor())).isEqualTo(POSITION);
    assertThat(ListPosition.ofText(POSITION.text())).isEqualTo(POSITION);
    assertThat(POSITION.text()).isEqualTo("2025-11-12T12:00:00.007Z#P-1");
  }

  @Test
  void cursorsAreSafeInAUrl() {
    for (int i = 0; i < 200; i++) {
      assertThat(new ListPosition(NOON.plusMillis(i), "P-" + i).cursor()).matches("[0-9A-Za-z_-]+");
    }
  }

  @Test
  void sortsByTimeAndThenById() {
    List<ListPosition> sorted =
        List.of(
            new ListPosition(NOON.minusMillis(1), "P-9"),
            POSITION,
            new ListPosition(NOON, "P-2"),
            new ListPosition(NOON.plusMillis(1), "P-0"));

    assertThat(sorted).isSorted();
    assertThat(sorted).extracting(ListPosition::text).isSorted();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2025-11-12T12:00:00.007Z",
        "2025-11-12T12:00:00.007Z#",
        "2025-11-12T12:00:00Z#P-1",
        "2025-11-12T12:00:00.007Z#P_1",
        "2025-11-12T12:00:00.007Z#P-1\n",
        "2025-99-12T12:00:00.007Z#P-1",
        "2025-11-12T12:00:00.007Z#12345678901234567890123456789012345678901"
      })
  void refusesAMalformedPositionInACursor(String text) {
    String cursor = Base64.getUrlEncoder().encodeToString(text.getBytes(US_ASCII));

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> ListPosition.ofCursor(cursor))
        .returns("cursor", InvalidValue::field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"not base 64!", "ä", "none"})
  void refusesAnyOtherText(String text) {
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> ListPosition.ofCursor(text));
    assertThatIllegalArgumentException().isThrownBy(() -> ListPosition.ofText(text));
  }
}
