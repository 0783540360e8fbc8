package io.fleetfix.bootstrap.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.domain.contact.Country;
import io.fleetfix.domain.contact.Language;
import io.fleetfix.domain.contact.PostalAddress;
import io.fleetfix.domain.contact.VatId;
import io.fleetfix.domain.seller.BankAccount;
import io.fleetfix.domain.seller.Profile;
import io.fleetfix.domain.seller.Seller;
import io.fleetfix.domain.seller.TaxRules;
import io.fleetfix.domain.tax.Vat;
import io.fleetfix.domain.tax.VatCategory;
import io.fleetfix.domain.tax.VatRate;
import io.fleetfix.outbox.event.InvalidValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileFileTest {
  private static final String LEAST =
      """
      {"name": "Ring Garage",
       "address": {"lines": ["1 Ring Road"], "postalCode": "N1 9GU", "city": "London",
                   "country": "GB"},
       "taxes": {"smallEntrepreneur": true}}
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void readsEveryField() throws IOException {
    WorkshopProfile read = read(Profiles.GERMAN);

    assertThat(read.profile())
        .isEqualTo(
            new Profile(
                new Seller(
                    "Ring Garage GmbH",
                    new PostalAddress(
                        List.of("Hof 2", "Ringstr. 1"),
                        "10115",
                        "Berlin",
                        Optional.of("Berlin"),
                        new Country("DE")),
                    Optional.of(new VatId("DE123456789")),
                    Optional.of("12/345/67890"),
                    Optional.of("HRB 1234 B, Berlin"),
                    Optional.of("+49 30 123456"),
                    Optional.of(
                        new BankAccount(
                            "Ring Garage", "DE89370400440532013000", Optional.of("COBADEFFXXX"))),
                    Optional.of("Payable within 14 days."),
                    Optional.of("Exempt under section 4.")),
                new TaxRules(
                    List.of(VatRate.parse("rate", "19"), VatRate.parse("rate", "7")), false),
                Language.GERMAN));
    assertThat(read.logo()).isEmpty();
  }

  @Test
  void needsNoMoreThanTheLawWants() throws IOException {
    Profile profile = read(LEAST).profile();

    assertThat(profile.language()).isEqualTo(Language.ENGLISH);
    assertThat(profile.taxes().usual()).isEqualTo(Vat.none(VatCategory.SMALL_ENTREPRENEUR));
  }

  @Test
  void theLogoIsBesideTheFile() throws IOException {
    assertThat(read(LEAST.replace("\"name\"", "\"logo\": \"a/b.png\", \"name\"")).logo())
        .contains(folder.resolve("a").resolve("b.png"));
  }

  @Test
  void ignoresAByteOrderMark() throws IOException {
    assertThat(read("\ufeff" + LEAST)).isEqualTo(read(LEAST));
  }

  /** In the German file, what stands left is replaced by what stands in the middle. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "name"|"nmae"|nmae is not a known field: must be one of name, address, vatId, taxNumber, registration, contact, bank, terms, exemption, language, taxes, logo
          "name"|"a\\u0007b"|? is not a known field: must be one of name, address, vatId, taxNumber, registration, contact, bank, terms, exemption, language, taxes, logo
          "city"|"town"|address.town is not a known field: must be one of lines, postalCode, city, region, country
          "holder"|"owner"|bank.owner is not a known field: must be one of holder, account, bic
          "rates"|"rate"|taxes.rate is not a known field: must be one of rates, smallEntrepreneur
          "name": "Ring Garage GmbH",||name is missing
          "postalCode": "10115",||address.postalCode is missing
          "city": "Berlin",||address.city is missing
          , "country": "DE"||address.country is missing
          "lines": ["Hof 2", "Ringstr. 1"],||address.lines is missing
          "holder": "Ring Garage",||bank.holder is missing
          "account": "DE89370400440532013000",||bank.account is missing
          ,"taxes": {"rates": ["19", "7"]}||taxes is missing
          "rates": ["19", "7"]||taxes.rates must have at least one rate, or none for a small entrepreneur
          "rates": ["19", "7"]|"smallEntrepreneur": false|taxes.rates must have at least one rate, or none for a small entrepreneur
          "rates": ["19", "7"]|"rates": ["19"], "smallEntrepreneur": true|taxes.rates must have at least one rate, or none for a small entrepreneur
          "Ring Garage GmbH"|5|name must be a text
          "Ring Garage GmbH"|null|name must be a text
          "Ring Garage GmbH"|""|name must not be empty
          "Ring Garage GmbH"|" "|name must not be empty
          "DE123456789"|true|vatId must be a text
          "DE123456789"|""|vatId must be a VAT id with its country's prefix, such as DE123456789
          "DE123456789"|"123456789"|vatId must be a VAT id with its country's prefix, such as DE123456789
          "12/345/67890"|""|taxNumber must not be empty
          "12/345/67890"|12|taxNumber must be a text
          "HRB 1234 B, Berlin"|""|registration must not be empty
          "HRB 1234 B, Berlin"|[]|registration must be a text
          "+49 30 123456"|""|contact must not be empty
          "+49 30 123456"|{}|contact must be a text
          "Payable within 14 days."|""|terms must not be empty
          "Payable within 14 days."|14|terms must be a text
          "Exempt under section 4."|""|exemption must not be empty
          "Exempt under section 4."|4|exemption must be a text
          ["Hof 2", "Ringstr. 1"]|"Ringstr. 1"|address.lines must be a list of texts
          ["Hof 2", "Ringstr. 1"]|["Hof 2", 1]|address.lines must be a list of texts
          ["Hof 2", "Ringstr. 1"]|[]|address.lines must be 1 to 3 lines
          ["Hof 2", "Ringstr. 1"]|["a", "b", "c", "d"]|address.lines must be 1 to 3 lines
          ["Hof 2", "Ringstr. 1"]|[""]|address.lines must not be empty
          "10115"|10115|address.postalCode must be a text
          "10115"|""|address.postalCode must not be empty
          "city": "Berlin"|"city": ""|address.city must not be empty
          "region": "Berlin"|"region": ""|address.region must not be empty
          "region": "Berlin"|"region": 3|address.region must be a text
          "country": "DE"|"country": "Germany"|address.country must be a country of ISO 3166-1 in two capital letters, such as DE
          "country": "DE"|"country": "CH"|address.country must be in the European Union, GB, or US with the region CA: it is not known here what an invoice must show elsewhere
          {"lines"|["x"], "lost": {"lines"|lost is not a known field: must be one of name, address, vatId, taxNumber, registration, contact, bank, terms, exemption, language, taxes, logo
          {"rates": ["19", "7"]}|["19"]|taxes must be an object with rates, smallEntrepreneur
          ["19", "7"]|"19"|taxes.rates must be a list of texts
          ["19", "7"]|[19]|taxes.rates must be a list of texts
          ["19", "7"]|["19 %"]|taxes.rates must be a number of percent such as 19 or 5.5
          ["19", "7"]|["101"]|taxes.rates must be from 0 to 100, with at most 3 decimals
          ["19", "7"]|["19"], "smallEntrepreneur": "no"|taxes.smallEntrepreneur must be true or false
          "Ring Garage"|""|bank.holder must not be empty
          "DE89370400440532013000"|""|bank.account must not be empty
          "DE89370400440532013000"|"DE89370400440532013001"|bank.account must be an IBAN without a mistake, without spaces
          "COBADEFFXXX"|"COBA"|bank.bic must have 8 or 11 digits or capital letters
          "language": "de"|"language": "it"|language must be one of en, de, fr
          "language": "de"|"language": "de", "logo": ""|logo must not be empty
          "language": "de"|"language": "de", "logo": 1|logo must be a text
          "language": "de"|"language": "de", "logo": "a\\u0000b"|logo must be the name of a file beside the profile
          """)
  void refusesAMistakeAndNamesItsField(String right, @Nullable String wrong, String line)
      throws IOException {
    String oneLine = Profiles.GERMAN.replaceAll("\\s*\\n\\s*", "");
    assertThat(oneLine).contains(right);

    assertRefused(oneLine.replace(right, wrong == null ? "" : wrong), line);
  }

  @ParameterizedTest
  @CsvSource({
    "DE, vatId or taxNumber is missing",
    "FR, vatId is missing",
    "GB, vatId is missing",
    "AT, vatId is missing",
  })
  void refusesAProfileThatLacksWhatItsCountryWants(String country, String line) throws IOException {
    String profile =
        LEAST
            .replace("\"GB\"", '"' + country + '"')
            .replace("\"smallEntrepreneur\": true", "\"rates\": [\"20\"]");

    assertThatThrownBy(() -> read(profile))
        .isInstanceOf(InvalidValue.class)
        .hasMessageStartingWith(line + ", and invoices must show it (");
  }

  @Test
  void refusesAFieldThatIsStatedTwice() throws IOException {
    assertRefused(
        "{\"name\": \"a\",\n \"name\": \"b\"}",
        "name must be stated only once (before line 2, column 8)");
    assertRefused(
        Profiles.GERMAN.replace("\"city\"", "\"postalCode\": \"1\", \"city\""),
        "address.postalCode must be stated only once (before line 2, column 83)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "\"text\"", "null", "1", "", "  \n"})
  void refusesWhatIsNoObject(String content) throws IOException {
    assertRefused(content, "the file must be a JSON object");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      textBlock =
          """
          {"name": "a",}|line 1, column 14
          {'name': "a"}|line 1, column 2
          {"name": hunter2}|line 1, column 10
          {"name": "a"|line 1, column 13
          {"name": "a"} {}|line 1, column 15
          {"name": "a"} x|line 1, column 15
          // a comment|line 1, column 1
          {"name": NaN}|line 1, column 13
          """)
  void refusesWhatIsNotJsonAndShowsThePlace(String content, String place) throws IOException {
    assertRefused(content, "the file must be JSON: see " + place);
  }

  @Test
  void refusesOtherEncodings() throws IOException {
    Path latin = folder.resolve("latin.json");
    Files.write(latin, LEAST.replace("Ring", "R\u00fcng").getBytes(StandardCharsets.ISO_8859_1));
    Path wide = folder.resolve("wide.json");
    Files.write(wide, LEAST.getBytes(StandardCharsets.UTF_16));

    assertRefused(latin, "the file must be JSON in UTF-8");
    assertRefused(wide, "the file must be JSON in UTF-8");
  }

  @Test
  void refusesWhatIsNoFileOfAProfile() throws IOException {
    Path tooLarge = Profiles.file(folder, LEAST + " ".repeat(65_537 - LEAST.length()));

    assertRefused(folder.resolve("none.json"), "the file must exist");
    assertRefused(folder, "the file must be a regular file");
    assertRefused(tooLarge, "the file must have at most 65536 bytes");
    assertThat(read(LEAST + " ".repeat(65_536 - LEAST.length()))).isEqualTo(read(LEAST));
  }

  private WorkshopProfile read(String content) throws IOException {
    return ProfileFile.read(Profiles.file(folder, content));
  }

  private void assertRefused(String content, String line) throws IOException {
    assertRefused(Profiles.file(folder, content), line);
  }

  private static void assertRefused(Path file, String line) {
    assertThatThrownBy(() -> ProfileFile.read(file))
        .isInstanceOf(InvalidValue.class)
        .hasMessage(line);
  }
}
