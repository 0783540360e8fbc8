package io.fleetfix.testing.contract;

import io.fleetfix.application.invoice.ChargeCheck;
import io.fleetfix.application.invoice.PrintCheck;
import io.fleetfix.domain.invoice.Workshop;

/** Checks for tests in which fonts have every character. */
public final class AnyText {
  public static final PrintCheck PRINT = new PrintCheck(text -> "");

  private AnyText() {}

  /** Checks the VAT only. */
  public static ChargeCheck charge(Workshop workshop) {
    return new ChargeCheck(workshop, PRINT);
  }
}
