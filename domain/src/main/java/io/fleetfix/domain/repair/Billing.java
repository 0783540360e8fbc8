package io.fleetfix.domain.repair;

/** What the customer gets when a repair is completed. */
public enum Billing {
  INVOICE,
  /** Nothing: the repair is done under a warranty. */
  WARRANTY
}
