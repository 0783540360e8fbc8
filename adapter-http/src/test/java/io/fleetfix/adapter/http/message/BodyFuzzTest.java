package io.fleetfix.adapter.http.message;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Vehicle;
import io.fleetfix.outbox.contracts.hostile.Attack;
import io.fleetfix.outbox.event.InvalidValue;

/** Any body is either valid for a command or refused with one of two exceptions. */
class BodyFuzzTest {
  @Attack(
      kind = Attack.Kind.UNFORESEEN,
      sends = "any bytes as a new repair",
      answer = "accepted or refused")
  @FuzzTest(maxDuration = "1m")
  void newRepair(byte[] bytes) {
    try {
      RequestBody body = RequestBody.of(bytes, "vehicle", "customer", "complaint");
      RequestBody vehicle = body.object("vehicle", "registration", "make", "model");
      RequestBody customer = body.object("customer", "name", "email");
      new Vehicle(vehicle.text("registration"), vehicle.text("make"), vehicle.text("model"));
      new Customer(
          customer.text("name"),
          customer.textOrNull("email").map(text -> EmailAddress.parse("customer.email", text)));
      body.text("complaint");
    } catch (Json.Unreadable | InvalidValue refused) {
      // One of the two expected results.
    }
  }

  @Attack(
      kind = Attack.Kind.UNFORESEEN,
      sends = "any bytes as a line of work",
      answer = "accepted or refused")
  @FuzzTest(maxDuration = "1m")
  void newWork(byte[] bytes) {
    try {
      RequestBody body = RequestBody.of(bytes, "description", "price");
      RequestBody price = body.object("price", "amount", "currency");
      Money.parse(price.text("amount"), price.text("currency"));
    } catch (Json.Unreadable | InvalidValue refused) {
      // One of the two expected results.
    }
  }
}
