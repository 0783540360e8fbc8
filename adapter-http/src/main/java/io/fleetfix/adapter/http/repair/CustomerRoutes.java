package io.fleetfix.adapter.http.repair;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.command.CommandHeaders;
import io.fleetfix.adapter.http.message.RequestBody;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.application.repair.ChangeCustomer;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.CommandOptions;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Who pays for a repair, over HTTP. The contact of the repair has the e-mail address. */
public final class CustomerRoutes implements Routes {
  private final ChangeCustomer changeCustomer;

  public CustomerRoutes(ChangeCustomer changeCustomer) {
    this.changeCustomer = changeCustomer;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.put("/repairs/{id}/customer", this::change, RequiredScope.REPAIRS_WRITE);
  }

  private void change(Context context) {
    RepairId id = CommandAnswers.repairId(context);
    RequestBody body = RequestBody.of(context, CustomerBody.fields());
    Customer customer = new CustomerBody(body).customer();
    CommandOptions options = CommandHeaders.of(context);
    CommandAnswers.answer(
        context,
        body.make(CustomerBody.OWN, () -> changeCustomer.change(id, customer, options)),
        repair -> CommandAnswers.answer(context, 200, repair));
  }
}
