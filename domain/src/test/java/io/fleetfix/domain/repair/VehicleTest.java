package io.fleetfix.domain.repair;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import org.junit.jupiter.api.Test;

class VehicleTest {
  @Test
  void namesTheEmptyField() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Vehicle("", "Volkswagen", "Golf"))
        .returns("vehicle.registration", InvalidValue::field);
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Vehicle("B-FF 2025", "", "Golf"))
        .returns("vehicle.make", InvalidValue::field);
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Vehicle("B-FF 2025", "Volkswagen", ""))
        .returns("vehicle.model", InvalidValue::field);
  }
}
