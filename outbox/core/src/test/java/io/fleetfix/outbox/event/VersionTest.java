package io.fleetfix.outbox.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void countsUpAndDown() {
    assertThat(Version.NONE.next()).isEqualTo(Version.FIRST);
    assertThat(Version.FIRST.next()).isEqualTo(new Version(2));
    assertThat(Version.FIRST.previous()).isEqualTo(Version.NONE);
  }

  @Test
  void noneHasNoPreviousVersion() {
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(Version.NONE::previous);
  }

  @Test
  void refusesANegativeValue() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Version(-1))
        .returns("version", InvalidValue::field);
  }

  @Test
  void refusesToOverflow() {
    Version last = new Version(Long.MAX_VALUE);

    assertThatExceptionOfType(InvalidValue.class).isThrownBy(last::next);
  }

  @Test
  void comparesNumerically() {
    assertThat(new Version(9)).isLessThan(new Version(10));
    assertThat(new Version(10)).isEqualByComparingTo(new Version(10));
    assertThat(new Version(10)).isGreaterThan(new Version(9));
  }
}
