package io.fleetfix.bootstrap.config;

import java.util.List;
import java.util.Optional;

/** {@code docs/settings.md} as the table of settings makes it. */
final class SettingsPage {
  private static final String START =
      """
      # Settings

      FleetFix reads its settings from environment variables when it starts. If a value is invalid, FleetFix reports what is
      allowed and does not start. `fleetfix config memory`, `fleetfix config local` and `fleetfix config aws` show the values
      in force and where each comes from. A variable that starts with `FLEETFIX_` but is not listed here is logged and ignored.
      """;
  private static final String HEAD =
      """
      | Setting | Meaning | Default |
      |---|---|---|
      """;

  private static final String END =
      """

      ## The workshop's profile

      `FLEETFIX_WORKSHOP` names one JSON file in UTF-8 of at most 65536 bytes. With it, documents are invoices: they show what
      the law at the workshop's address wants. It may be in the European Union, the United Kingdom or California. If a field
      is missing, misspelt or not allowed, FleetFix names it and does not start.

      ```json
      {
        "name": "Ring Garage GmbH",
        "address": {
          "lines": ["Hof 2", "Ringstr. 1"],
          "postalCode": "10115",
          "city": "Berlin",
          "country": "DE"
        },
        "vatId": "DE123456789",
        "taxNumber": "12/345/67890",
        "registration": "HRB 1234 B, Amtsgericht Berlin",
        "contact": "+49 30 123456",
        "bank": {"holder": "Ring Garage GmbH", "account": "DE89370400440532013000", "bic": "COBADEFFXXX"},
        "terms": "Payable within 14 days without deduction.",
        "exemption": "Exempt under section 4 no. 28 UStG.",
        "language": "de",
        "taxes": {"rates": ["19", "7"]},
        "logo": "logo.png"
      }
      ```

      | Field | Meaning | Needed |
      |---|---|---|
      | `name` | The seller's full name, with the legal form. | always |
      | `address` | 1 to 3 `lines`, `postalCode`, `city`, `country` (ISO 3166-1, such as DE) and, if there is one, `region`. In California, the country is US and the region CA. | always |
      | `vatId` | VAT id with its country's prefix. | in the EU and the UK, except for small entrepreneurs; in Germany, `taxNumber` is enough |
      | `taxNumber` | Number at the local tax office. | by small entrepreneurs in the EU without a VAT id |
      | `registration` | Number in a register of companies, or of automotive repair dealers. | in California |
      | `contact` | How customers reach the workshop. | - |
      | `bank` | `holder`, `account` (an IBAN without spaces, or another number) and, if there is one, `bic`. | - |
      | `terms` | When and how to pay. | - |
      | `exemption` | Why lines of the category EXEMPT have no VAT. | for such lines |
      | `language` | Language of documents for customers who have stated none: en, de or fr. | default: en |
      | `taxes` | `rates` in percent, the usual one first, as texts such as "19"; or `"smallEntrepreneur": true`. | always |
      | `logo` | PNG or JPEG file. Its path is relative to this file. | - |

      The currency has [a setting of its own](#settings-of-all-profiles): set `FLEETFIX_CURRENCY` and `FLEETFIX_ZONE`, too.
      """;

  private SettingsPage() {}

  static String text() {
    StringBuilder text = new StringBuilder(START);
    for (SettingGroup group : SettingGroup.values()) {
      text.append("\n## ").append(group.title()).append("\n\n").append(HEAD);
      rows(Settings.of(group)).forEach(row -> text.append(row).append('\n'));
    }
    return text.append(END).toString();
  }

  static List<String> rows(List<Setting> settings) {
    return settings.stream().map(SettingsPage::row).toList();
  }

  private static String row(Setting setting) {
    return "| `%s` | %s | %s |".formatted(setting.name(), setting.meaning(), fallback(setting));
  }

  private static String fallback(Setting setting) {
    Optional<String> text = setting.fallback().text();
    return setting.fallback() instanceof SettingDefault.Fixed
        ? text.map("`%s`"::formatted).orElseThrow()
        : text.orElse("-");
  }
}
