package io.fleetfix.domain.repair;

import io.fleetfix.domain.text.TextRules;

/** The vehicle, as the front desk entered it. */
public record Vehicle(String registration, String make, String model) {
  public Vehicle {
    TextRules.checked("vehicle.registration", registration);
    TextRules.checked("vehicle.make", make);
    TextRules.checked("vehicle.model", model);
  }

  int textBytes() {
    return TextRules.bytes(registration, make, model);
  }
}
