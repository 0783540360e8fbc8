package io.fleetfix.application.invoice;

import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.repair.Charge;

/** Checks what a client wants to charge, before it is stored. */
public record ChargeCheck(Workshop workshop, PrintCheck print) {
  /**
   * Checks texts and VAT.
   *
   * @return the charge, unchanged
   * @throws io.fleetfix.outbox.event.InvalidValue if the workshop doesn't charge this VAT, or
   *     documents can't show a text
   */
  public Charge checked(Charge charge) {
    print.check(charge.item());
    return workshop.checked(charge);
  }
}
