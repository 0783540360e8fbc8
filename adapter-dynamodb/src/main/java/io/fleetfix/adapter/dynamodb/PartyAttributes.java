package io.fleetfix.adapter.dynamodb;

import io.fleetfix.domain.contact.Country;
import io.fleetfix.domain.contact.Language;
import io.fleetfix.domain.contact.PostalAddress;
import io.fleetfix.domain.contact.VatId;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.seller.BankAccount;
import io.fleetfix.domain.seller.Seller;
import io.fleetfix.outbox.dynamodb.table.ItemBuilder;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes of a customer and of a seller. What is not known is missing. */
final class PartyAttributes {
  private static final String NAME = "name";
  private static final String KIND = "kind";
  private static final String ADDRESS = "address";
  private static final String VAT_ID = "vatId";
  private static final String LANGUAGE = "language";
  private static final String TAX_NUMBER = "taxNumber";
  private static final String REGISTRATION = "registration";
  private static final String CONTACT = "contact";
  private static final String BANK = "bank";
  private static final String TERMS = "terms";
  private static final String EXEMPTION = "exemption";

  private PartyAttributes() {}

  static ItemBuilder of(Customer customer) {
    ItemBuilder map = new ItemBuilder().text(NAME, customer.name());
    customer.email().ifPresent(email -> map.text(ContactRowMapping.EMAIL, email.value()));
    if (customer.kind() != Customer.Kind.PERSON) {
      map.text(KIND, customer.kind().name());
    }
    customer.address().ifPresent(address -> map.map(ADDRESS, of(address)));
    customer.vatId().ifPresent(vatId -> map.text(VAT_ID, vatId.value()));
    customer.language().ifPresent(language -> map.text(LANGUAGE, language.tag()));
    return map;
  }

  static Customer customer(ItemReader map) {
    return new Customer(
        RepairRowMapping.visible(map, NAME),
        ContactRowMapping.email(map),
        map.has(KIND) ? map.oneOf(Customer.Kind.class, KIND) : Customer.Kind.PERSON,
        map.has(ADDRESS) ? Optional.of(address(map.map(ADDRESS))) : Optional.empty(),
        maybe(map, VAT_ID).map(VatId::new),
        maybe(map, LANGUAGE).map(tag -> Language.of(LANGUAGE, tag)));
  }

  static ItemBuilder of(Seller seller) {
    ItemBuilder map =
        new ItemBuilder().text(NAME, seller.name()).map(ADDRESS, of(seller.address()));
    seller.vatId().ifPresent(vatId -> map.text(VAT_ID, vatId.value()));
    seller.taxNumber().ifPresent(text -> map.text(TAX_NUMBER, text));
    seller.registration().ifPresent(text -> map.text(REGISTRATION, text));
    seller.contact().ifPresent(text -> map.text(CONTACT, text));
    seller.bank().ifPresent(bank -> map.map(BANK, of(bank)));
    seller.terms().ifPresent(text -> map.text(TERMS, text));
    seller.exemption().ifPresent(text -> map.text(EXEMPTION, text));
    return map;
  }

  static Seller seller(ItemReader map) {
    return new Seller(
        map.text(NAME),
        address(map.map(ADDRESS)),
        maybe(map, VAT_ID).map(VatId::new),
        maybe(map, TAX_NUMBER),
        maybe(map, REGISTRATION),
        maybe(map, CONTACT),
        map.has(BANK) ? Optional.of(bank(map.map(BANK))) : Optional.empty(),
        maybe(map, TERMS),
        maybe(map, EXEMPTION));
  }

  private static ItemBuilder of(PostalAddress address) {
    List<AttributeValue> lines = address.lines().stream().map(AttributeValue::fromS).toList();
    ItemBuilder map =
        new ItemBuilder()
            .put("lines", AttributeValue.fromL(lines))
            .text("postalCode", address.postalCode())
            .text("city", address.city())
            .text("country", address.country().code());
    address.region().ifPresent(region -> map.text("region", region));
    return map;
  }

  private static PostalAddress address(ItemReader map) {
    return new PostalAddress(
        map.required("lines").l().stream().map(AttributeValue::s).toList(),
        map.text("postalCode"),
        map.text("city"),
        maybe(map, "region"),
        new Country(map.text("country")));
  }

  private static ItemBuilder of(BankAccount bank) {
    ItemBuilder map =
        new ItemBuilder().text("holder", bank.holder()).text("account", bank.account());
    bank.bic().ifPresent(bic -> map.text("bic", bic));
    return map;
  }

  private static BankAccount bank(ItemReader map) {
    return new BankAccount(map.text("holder"), map.text("account"), maybe(map, "bic"));
  }

  private static Optional<String> maybe(ItemReader map, String name) {
    return map.has(name) ? Optional.of(map.text(name)) : Optional.empty();
  }
}
