package io.fleetfix.bootstrap.profile;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.domain.contact.Country;
import io.fleetfix.domain.contact.Language;
import io.fleetfix.domain.contact.PostalAddress;
import io.fleetfix.domain.contact.VatId;
import io.fleetfix.domain.seller.BankAccount;
import io.fleetfix.domain.seller.Profile;
import io.fleetfix.domain.seller.Seller;
import io.fleetfix.domain.seller.TaxRules;
import io.fleetfix.domain.tax.VatRate;
import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.event.InvalidValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** Reads the workshop's profile: one JSON file that is shared by all ways to run the service. */
public final class ProfileFile {
  /** Stands for the whole file where an error names a field. */
  static final String WHOLE = "the file";

  private ProfileFile() {}

  /**
   * Reads and checks a profile.
   *
   * @throws InvalidValue if the file can't be read, is not what {@code docs/settings.md} describes,
   *     or lacks what the workshop's country requires; the field is its path in the file, or "the
   *     file"
   */
  public static WorkshopProfile read(Path file) {
    JsonNode content = JsonFile.read(file);
    Fields fields =
        Fields.of(
            content,
            "name",
            "address",
            "vatId",
            "taxNumber",
            "registration",
            "contact",
            "bank",
            "terms",
            "exemption",
            "language",
            "taxes",
            "logo");
    Profile profile =
        new Profile(
            seller(fields),
            taxes(fields.object("taxes", "rates", "smallEntrepreneur")),
            fields
                .optionalText("language")
                .map(tag -> Language.of("language", tag))
                .orElse(Language.ENGLISH));
    return new WorkshopProfile(profile, fields.optionalText("logo").map(name -> logo(file, name)));
  }

  private static Seller seller(Fields fields) {
    return new Seller(
        fields.text("name"),
        address(fields.object("address", "lines", "postalCode", "city", "region", "country")),
        fields.optionalText("vatId").map(VatId::new),
        fields.optionalText("taxNumber"),
        fields.optionalText("registration"),
        fields.optionalText("contact"),
        fields.optionalObject("bank", "holder", "account", "bic").map(ProfileFile::bank),
        fields.optionalText("terms"),
        fields.optionalText("exemption"));
  }

  private static PostalAddress address(Fields fields) {
    return new PostalAddress(
        fields.texts("lines"),
        fields.text("postalCode"),
        fields.text("city"),
        fields.optionalText("region"),
        new Country(fields.text("country")));
  }

  private static BankAccount bank(Fields fields) {
    return new BankAccount(
        fields.text("holder"), fields.text("account"), fields.optionalText("bic"));
  }

  private static TaxRules taxes(Fields fields) {
    List<VatRate> rates =
        fields.optionalTexts("rates").orElse(List.of()).stream()
            .map(rate -> VatRate.parse("taxes.rates", rate))
            .toList();
    return new TaxRules(rates, fields.flag("smallEntrepreneur"));
  }

  /** Beside the profile's file, wherever the service is started from. */
  private static Path logo(Path file, String name) {
    try {
      return file.resolveSibling(TextRules.checked("logo", name));
    } catch (InvalidPathException noPath) {
      throw new InvalidValue("logo", "must be the name of a file beside the profile");
    }
  }
}
