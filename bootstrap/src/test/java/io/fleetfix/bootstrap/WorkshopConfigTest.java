package io.fleetfix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.origin.AddressBlock;
import io.fleetfix.adapter.http.origin.AllowedHosts;
import io.fleetfix.adapter.http.origin.TrustedProxies;
import io.fleetfix.adapter.http.server.HttpEndpoint;
import io.fleetfix.adapter.http.token.Issuer;
import io.fleetfix.adapter.smtp.SmtpServer;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.Sender;
import io.fleetfix.bootstrap.config.AwsNames;
import io.fleetfix.bootstrap.config.InvalidSetting;
import io.fleetfix.bootstrap.config.MailSettings;
import io.fleetfix.bootstrap.config.RelayMode;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.profile.DocumentSettings;
import io.fleetfix.bootstrap.profile.ProfileFile;
import io.fleetfix.bootstrap.profile.Profiles;
import io.fleetfix.domain.contact.Language;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.invoice.Workshop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkshopConfigTest {
  @Test
  void listensOnTheLoopbackByDefault() {
    WorkshopConfig config = WorkshopConfig.of(Map.of());

    assertThat(config)
        .isEqualTo(
            new WorkshopConfig(
                new HttpEndpoint("127.0.0.1", 8080),
                AccessPolicy.EVERYBODY,
                new Workshop(
                    Currency.getInstance("EUR"), ZoneId.of("UTC"), new InvoiceSeries("INV")),
                new DocumentSettings(Language.ENGLISH, Optional.empty(), Optional.empty()),
                new AwsNames(
                    "fleetfix",
                    "fleetfix",
                    Map.of(
                        WorkshopOutbox.INVOICING, "fleetfix-invoicing",
                        WorkshopOutbox.FRONT_DESK, "fleetfix-front-desk",
                        WorkshopOutbox.MAIL, "fleetfix-mail",
                        WorkshopOutbox.RECEIPTS, "fleetfix-receipts")),
                RelayMode.PIPE,
                new MailSettings(new Sender("FleetFix", "invoices@fleetfix.example"), null),
                Path.of(".fleetfix"),
                List.of()));
  }

  @Test
  void readsEverySetting(@TempDir Path folder) throws IOException {
    Path profile = Profiles.withLogo(folder);
    Path fonts = Profiles.fonts(folder);
    WorkshopConfig config =
        WorkshopConfig.of(
            Map.ofEntries(
                Map.entry("FLEETFIX_HTTP_HOST", "0.0.0.0"),
                Map.entry("FLEETFIX_HTTP_PORT", "0"),
                Map.entry("FLEETFIX_HTTP_HOSTS", "Repairs.example.jp., 10.1.2.3,localhost"),
                Map.entry("FLEETFIX_TRUSTED_PROXIES", "10.0.0.0/8, 2001:db8::1"),
                Map.entry("FLEETFIX_AUTH", "oidc"),
                Map.entry("FLEETFIX_AUTH_ISSUER", "https://id.example.com/"),
                Map.entry("FLEETFIX_AUTH_AUDIENCE", "fleetfix"),
                Map.entry("FLEETFIX_AUTH_JWKS_URL", "https://id.example.com/keys"),
                Map.entry("FLEETFIX_RATE_LIMIT", "25"),
                Map.entry("FLEETFIX_CURRENCY", "JPY"),
                Map.entry("FLEETFIX_ZONE", "Asia/Tokyo"),
                Map.entry("FLEETFIX_INVOICE_SERIES", "TOKYO1"),
                Map.entry("FLEETFIX_WORKSHOP", profile.toString()),
                Map.entry("FLEETFIX_FONTS", fonts.toString()),
                Map.entry("FLEETFIX_TABLE", "tokyo"),
                Map.entry("FLEETFIX_EVENT_BUS", "tokyo-bus"),
                Map.entry("FLEETFIX_INVOICING_QUEUE", "bills"),
                Map.entry("FLEETFIX_FRONT_DESK_QUEUE", "desk"),
                Map.entry("FLEETFIX_MAIL_QUEUE", "post"),
                Map.entry("FLEETFIX_RECEIPTS_QUEUE", "receipts"),
                Map.entry("FLEETFIX_RELAY", "embedded"),
                Map.entry("FLEETFIX_SMTP_URL", "smtps://user:word@mail.example.jp:465"),
                Map.entry("FLEETFIX_MAIL_FROM", "Tokyo Garage <garage@example.jp>"),
                Map.entry("FLEETFIX_LOG", "json"),
                Map.entry("FLEETFIX_LOCAL_DATA", "data")));

    assertThat(config)
        .isEqualTo(
            new WorkshopConfig(
                new HttpEndpoint(
                    "0.0.0.0",
                    0,
                    new AllowedHosts(Optional.of(Set.of("repairs.example.jp", "10.1.2.3"))),
                    new TrustedProxies(
                        Stream.of("10.0.0.0/8", "2001:db8::1")
                            .map(block -> AddressBlock.parse(block).orElseThrow())
                            .toList())),
                new AccessPolicy(
                    List.of(
                        Issuer.standard(
                            "https://id.example.com/",
                            "fleetfix",
                            URI.create("https://id.example.com/keys"))),
                    OptionalInt.of(25)),
                new Workshop(
                        Currency.getInstance("JPY"),
                        ZoneId.of("Asia/Tokyo"),
                        new InvoiceSeries("TOKYO1"))
                    .with(ProfileFile.read(profile).profile()),
                new DocumentSettings(
                    Language.GERMAN,
                    Optional.of(profile.resolveSibling("logo.png")),
                    Optional.of(fonts)),
                new AwsNames(
                    "tokyo",
                    "tokyo-bus",
                    Map.of(
                        WorkshopOutbox.INVOICING, "bills",
                        WorkshopOutbox.FRONT_DESK, "desk",
                        WorkshopOutbox.MAIL, "post",
                        WorkshopOutbox.RECEIPTS, "receipts")),
                RelayMode.EMBEDDED,
                new MailSettings(
                    new Sender("Tokyo Garage", "garage@example.jp"),
                    SmtpServer.parse("smtps://user:word@mail.example.jp:465")),
                Path.of("data"),
                List.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "FLEETFIX_HTTP_PORT, 65536, 0 to 65535",
    "FLEETFIX_HTTP_PORT, -1, 0 to 65535",
    "FLEETFIX_HTTP_PORT, http, 0 to 65535",
    "FLEETFIX_HTTP_PORT, '', 0 to 65535",
    "FLEETFIX_HTTP_HOST, '', must be",
    "FLEETFIX_HTTP_HOST, a b, must be",
    "FLEETFIX_HTTP_HOSTS, '', without ports",
    "FLEETFIX_HTTP_HOSTS, '*', without ports",
    "FLEETFIX_HTTP_HOSTS, '*.example.com', without ports",
    "FLEETFIX_HTTP_HOSTS, 'a.example,,b.example', without ports",
    "FLEETFIX_HTTP_HOSTS, a.example:8080, without ports",
    "FLEETFIX_HTTP_HOSTS, http://a.example, without ports",
    "FLEETFIX_HTTP_HOSTS, 300.1.1.1, without ports",
    "FLEETFIX_HTTP_HOSTS, -a.example, without ports",
    "FLEETFIX_TRUSTED_PROXIES, '', addresses or blocks",
    "FLEETFIX_TRUSTED_PROXIES, proxy.example, addresses or blocks",
    "FLEETFIX_TRUSTED_PROXIES, 0.0.0.0/0, not a block of all",
    "FLEETFIX_TRUSTED_PROXIES, '10.0.0.1,', addresses or blocks",
    "FLEETFIX_LOG, xml, auto",
    "FLEETFIX_LOG, '', auto",
    "FLEETFIX_CURRENCY, EURO, such as EUR",
    "FLEETFIX_CURRENCY, XAU, code of a currency",
    "FLEETFIX_CURRENCY, DEM, that a country uses now",
    "FLEETFIX_ZONE, Berlin, such as Europe/Berlin",
    "FLEETFIX_INVOICE_SERIES, inv, capital letters",
    "FLEETFIX_INVOICE_SERIES, CN, 'must not be CN, which credit notes have'",
    "FLEETFIX_WORKSHOP, '', workshop's JSON file",
    "FLEETFIX_FONTS, '', folder with fonts",
    "FLEETFIX_TABLE, a b, letters",
    "FLEETFIX_EVENT_BUS, '', name or ARN",
    "FLEETFIX_RECEIPTS_QUEUE, a.fifo, letters",
    "FLEETFIX_MAIL_FROM, Garage, Name <name@example.com>",
    "FLEETFIX_RELAY, both, pipe or embedded",
    "FLEETFIX_LOCAL_DATA, '', folder",
    "FLEETFIX_AUTH, on, off or oidc",
    "FLEETFIX_AUTH, '', off or oidc",
    "FLEETFIX_RATE_LIMIT, 0, requests per second",
    "FLEETFIX_RATE_LIMIT, -1, or off",
    "FLEETFIX_RATE_LIMIT, '', or off",
  })
  void refusesAnInvalidValueAndStatesWhatIsAllowed(String name, String value, String allowed) {
    assertThatThrownBy(() -> WorkshopConfig.of(Map.of(name, value)))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith(name + " ")
        .hasMessageContaining(allowed);
  }

  @Test
  void refusesAProfileWithAMistakeAndNamesItsField(@TempDir Path folder) throws IOException {
    Path wrong = Profiles.file(folder, Profiles.GERMAN.replace("\"DE\"", "\"XX\""));

    assertThatThrownBy(() -> WorkshopConfig.of(Map.of("FLEETFIX_WORKSHOP", wrong.toString())))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage(
            "FLEETFIX_WORKSHOP: address.country must be a country of ISO 3166-1 in two capital"
                + " letters, such as DE");
    assertThatThrownBy(() -> WorkshopConfig.of(Map.of("FLEETFIX_WORKSHOP", folder.toString())))
        .isInstanceOf(InvalidSetting.class)
        .hasMessage("FLEETFIX_WORKSHOP: the file must be a regular file");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, off, ''",
    "0.0.0.0, off, ''",
    "::, off, ''",
    "192.168.1.5, off, 192.168.1.5",
    "Garage.local, off, garage.local",
    "fe80::1%eth0, off, fe80:0:0:0:0:0:0:1",
  })
  void answersForTheLoopbackAndWhereItListens(String host, String auth, String further) {
    WorkshopConfig config =
        WorkshopConfig.of(Map.of("FLEETFIX_HTTP_HOST", host, "FLEETFIX_AUTH", auth));

    assertThat(config.http().hosts())
        .isEqualTo(new AllowedHosts(Optional.of(further.isEmpty() ? Set.of() : Set.of(further))));
  }

  @Test
  void answersForEveryHostIfCallersNeedTokens() {
    Map<String, String> oidc =
        Map.of(
            "FLEETFIX_AUTH", "oidc",
            "FLEETFIX_AUTH_ISSUER", "https://id.example.com/",
            "FLEETFIX_AUTH_AUDIENCE", "fleetfix",
            "FLEETFIX_AUTH_JWKS_URL", "https://id.example.com/keys");

    assertThat(WorkshopConfig.of(oidc).http().hosts()).isEqualTo(AllowedHosts.EVERY);
  }

  @Test
  void aMailServerNeedsASenderAndItsPasswordIsNeverShown() {
    String wrong = "smtp://user:secret@host/path";

    assertThatThrownBy(() -> WorkshopConfig.of(Map.of("FLEETFIX_SMTP_URL", "smtp://host")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("FLEETFIX_MAIL_FROM must be set with FLEETFIX_SMTP_URL");
    assertThatThrownBy(
            () ->
                WorkshopConfig.of(
                    Map.of("FLEETFIX_SMTP_URL", wrong, "FLEETFIX_MAIL_FROM", "a@b.example")))
        .isInstanceOf(InvalidSetting.class)
        .hasMessageStartingWith("FLEETFIX_SMTP_URL must be smtp[s]://")
        .hasMessageNotContaining("secret");
    assertThat(
            WorkshopConfig.of(
                Map.of(
                    "FLEETFIX_SMTP_URL", "smtp://user:secret@host.example",
                    "FLEETFIX_MAIL_FROM", "a@b.example")))
        .asString()
        .doesNotContain("secret");
  }

  @Test
  void listsUnknownVariablesThatLookLikeSettings() {
    WorkshopConfig config =
        WorkshopConfig.of(Map.of("FLEETFIX_PORT", "80", "FLEETFIX_CURENCY", "EUR", "PATH", "/"));

    assertThat(config.unknown()).containsExactly("FLEETFIX_CURENCY", "FLEETFIX_PORT");
  }
}
