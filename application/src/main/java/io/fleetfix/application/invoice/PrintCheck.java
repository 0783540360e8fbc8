package io.fleetfix.application.invoice;

import io.fleetfix.application.port.PrintableText;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.Vehicle;
import io.fleetfix.domain.seller.Seller;
import io.fleetfix.outbox.event.InvalidValue;

/**
 * Checks texts that documents show, before they are stored: a name of boxes is no name.
 *
 * @param fonts of this process
 */
public record PrintCheck(PrintableText fonts) {
  /**
   * Checks a customer's name and address.
   *
   * @throws InvalidValue if no font has one of the characters
   */
  public void check(Customer customer) {
    check("customer.name", customer.name());
    customer
        .address()
        .ifPresent(address -> address.texts().forEach(text -> check("customer.address", text)));
  }

  /**
   * Checks the workshop's own texts.
   *
   * @throws InvalidValue if no font has one of the characters
   */
  public void check(Seller seller) {
    seller.printedTexts().forEach(text -> check("seller", text));
  }

  /**
   * Checks a vehicle.
   *
   * @throws InvalidValue if no font has one of the characters
   */
  public void check(Vehicle vehicle) {
    check("vehicle.registration", vehicle.registration());
    check("vehicle.make", vehicle.make());
    check("vehicle.model", vehicle.model());
  }

  /**
   * Checks the texts of a line.
   *
   * @throws InvalidValue if no font has one of the characters
   */
  public void check(Item item) {
    check("description", item.description());
    item.part().number().ifPresent(number -> check("part.number", number));
  }

  /**
   * Checks any text.
   *
   * @param field named by the exception
   * @throws InvalidValue if no font has one of the characters
   */
  public void check(String field, String text) {
    if (!fonts.unprintable(text).isEmpty()) {
      throw new InvalidValue(
          field,
          "has characters that no font of this service has, so documents can't show them: leave"
              + " them out, or have a font added (docs/invoices.md)");
    }
  }
}
