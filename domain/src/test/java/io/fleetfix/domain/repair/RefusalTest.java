package io.fleetfix.domain.repair;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTest {
  @ParameterizedTest
  @EnumSource
  void explainsItselfInASentence(Refusal refusal) {
    assertThat(refusal.sentence()).matches("The [a-z]+[^.]+\\.");
  }
}
