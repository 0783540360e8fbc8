package io.fleetfix.domain;

/** The vehicle on the lift, as the front desk wrote it down. */
public record Vehicle(String registration, String make, String model) {
  public Vehicle {
    Text.checked("vehicle.registration", registration);
    Text.checked("vehicle.make", make);
    Text.checked("vehicle.model", model);
  }
}
