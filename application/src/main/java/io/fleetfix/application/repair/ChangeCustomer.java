package io.fleetfix.application.repair;

import io.fleetfix.application.invoice.PrintCheck;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.Outcome;

/** Corrects who pays for a repair, while it is open: name, address, VAT id and language. */
public record ChangeCustomer(ExecuteCommand<Repair, Refusal> command, PrintCheck print) {
  /**
   * Changes the customer. Repeating the request changes nothing.
   *
   * @param customer its e-mail address is not used: the contact has the current one
   * @throws io.fleetfix.outbox.event.InvalidValue if documents can't show a text
   */
  public Outcome<Repair, Refusal> change(RepairId id, Customer customer, CommandOptions options) {
    print.check(customer);
    return command.change(id.value(), repair -> repair.changeCustomer(customer), options);
  }
}
