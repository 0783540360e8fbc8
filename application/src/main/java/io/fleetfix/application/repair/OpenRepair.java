package io.fleetfix.application.repair;

import io.fleetfix.application.contact.EmailCheck;
import io.fleetfix.application.invoice.PrintCheck;
import io.fleetfix.application.port.MailDomains;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.Vehicle;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.Outcome;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Opens a repair. Every call opens another one, unless it repeats an idempotency key. */
public final class OpenRepair {
  private final ExecuteCommand<Repair, Refusal> command;
  private final Workshop workshop;
  private final EmailCheck emails;
  private final PrintCheck print;
  private final RandomGenerator random;
  private final InstantSource clock;

  public OpenRepair(
      ExecuteCommand<Repair, Refusal> command,
      Workshop workshop,
      MailDomains domains,
      PrintCheck print,
      RandomGenerator random,
      InstantSource clock) {
    this.command = command;
    this.workshop = workshop;
    this.emails = new EmailCheck(domains);
    this.print = print;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Stores a new, open repair without work. With an idempotency key, a repeated request returns the
   * repair that the first request opened, as it is stored by then.
   *
   * @return {@link Outcome.Done} or {@link Outcome.KeyReused}
   * @throws io.fleetfix.outbox.event.InvalidValue if the complaint is not an allowed text, the
   *     domain of the customer's address can't exist, or documents can't show a text
   */
  public Outcome<Repair, Refusal> open(
      Vehicle vehicle, Customer customer, String complaint, CommandOptions options) {
    emails.check(Customer.EMAIL, customer.email());
    print.check(customer);
    print.check(vehicle);
    RepairId id = RepairId.random(random);
    return command.create(
        id.value(),
        Repair.open(id, vehicle, customer, complaint, workshop.currency(), clock.instant()),
        options);
  }
}
