package io.fleetfix.adapter.http.repair;

import io.fleetfix.adapter.http.access.RequiredScope;
import io.fleetfix.adapter.http.command.CommandHeaders;
import io.fleetfix.adapter.http.command.Preconditions;
import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.NotFound;
import io.fleetfix.adapter.http.message.RequestBody;
import io.fleetfix.adapter.http.repair.Responses.ContactAnswer;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.application.contact.CorrectContact;
import io.fleetfix.application.port.Contacts;
import io.fleetfix.application.repair.FindRepairs;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/** Where the customer of a repair is reached, over HTTP. */
public final class ContactRoutes implements Routes {
  private static final String EMAIL = "email";

  private final FindRepairs repairs;
  private final Contacts contacts;
  private final CorrectContact correctContact;

  public ContactRoutes(FindRepairs repairs, Contacts contacts, CorrectContact correctContact) {
    this.repairs = repairs;
    this.contacts = contacts;
    this.correctContact = correctContact;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/repairs/{id}/contact", this::find, RequiredScope.REPAIRS_READ);
    routes.put("/repairs/{id}/contact", this::correct, RequiredScope.REPAIRS_WRITE);
  }

  private void find(Context context) {
    Repair repair = repair(CommandAnswers.repairId(context));
    Contact contact = Contact.of(repair, contacts.find(repair.id()));
    Preconditions.answer(context, contact, () -> answer(context, repair, contact));
  }

  private void correct(Context context) {
    RepairId id = CommandAnswers.repairId(context);
    Optional<EmailAddress> email = email(RequestBody.of(context, EMAIL), EMAIL);
    CommandAnswers.answer(
        context,
        correctContact.correct(id, email, CommandHeaders.of(context)),
        contact -> {
          Preconditions.tag(context, contact);
          answer(context, repair(id), contact);
        });
  }

  /**
   * Reads the address of a customer, which is null if the customer has none.
   *
   * @param name of the field, as the problem of a wrong address shows it
   */
  static Optional<EmailAddress> email(RequestBody body, String name) {
    return body.textOrNull(EMAIL).map(text -> EmailAddress.parse(name, text));
  }

  private Repair repair(RepairId id) {
    return repairs.find(id).orElseThrow(() -> NotFound.repair(id.value()));
  }

  private static void answer(Context context, Repair repair, Contact contact) {
    Json.answer(context, 200, ContactAnswer.of(repair, contact));
  }
}
