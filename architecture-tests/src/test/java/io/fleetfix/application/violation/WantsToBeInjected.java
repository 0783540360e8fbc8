package io.fleetfix.application.violation;

import jakarta.inject.Inject;

/** Works only with an injector. */
public final class WantsToBeInjected {
  private final String name;

  @Inject
  WantsToBeInjected(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }
}
