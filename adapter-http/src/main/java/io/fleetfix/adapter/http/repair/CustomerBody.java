package io.fleetfix.adapter.http.repair;

import io.fleetfix.adapter.http.message.RequestBody;
import io.fleetfix.domain.contact.Country;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.contact.Language;
import io.fleetfix.domain.contact.PostalAddress;
import io.fleetfix.domain.contact.VatId;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Customer.Kind;
import java.util.List;
import java.util.Optional;

/** A customer in a request. Only a name is needed. */
record CustomerBody(RequestBody body) {
  /** How the domain names the fields of a customer. */
  static final String OWN = "customer.";

  private static final String EMAIL = "email";
  private static final int MAX_LINES = 3;

  /** The fields of a customer whose e-mail address is not the request's affair. */
  static String[] fields() {
    return new String[] {"name", "kind", "address", "vatId", "language"};
  }

  /** The fields of a new repair's customer. */
  static String[] fieldsWithEmail() {
    return new String[] {"name", EMAIL, "kind", "address", "vatId", "language"};
  }

  Customer customer() {
    String name = body.text("name");
    Kind kind =
        body.optional("kind", field -> body.choice(field, List.of(Kind.values())))
            .orElse(Kind.PERSON);
    Optional<PostalAddress> address = body.optional("address", this::address);
    Optional<VatId> vatId = body.optional("vatId", this::vatId);
    Optional<Language> language = body.optional("language", this::language);
    Optional<EmailAddress> email = email();
    return body.make(OWN, () -> new Customer(name, email, kind, address, vatId, language));
  }

  /** Without the field, the customer has no e-mail either. */
  private Optional<EmailAddress> email() {
    return body.has(EMAIL) ? ContactRoutes.email(body, Customer.EMAIL) : Optional.empty();
  }

  private VatId vatId(String field) {
    String text = body.text(field);
    return body.make("", () -> new VatId(text));
  }

  private Language language(String field) {
    String text = body.text(field);
    return body.make("", () -> Language.of(field, text));
  }

  private PostalAddress address(String field) {
    RequestBody address = body.object(field, "lines", "postalCode", "city", "region", "country");
    List<String> lines = address.texts("lines", MAX_LINES);
    String postalCode = address.text("postalCode");
    String city = address.text("city");
    Optional<String> region = address.optional("region", address::text);
    String country = address.text("country");
    return body.make(
        "", () -> new PostalAddress(lines, postalCode, city, region, new Country(country)));
  }
}
