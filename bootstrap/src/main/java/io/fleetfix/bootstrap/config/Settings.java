package io.fleetfix.bootstrap.config;

import static io.fleetfix.bootstrap.config.SettingGroup.AWS_ONLY;
import static io.fleetfix.bootstrap.config.SettingGroup.EVERY_PROFILE;
import static io.fleetfix.bootstrap.config.SettingGroup.LOCAL_AND_AWS;
import static io.fleetfix.bootstrap.config.SettingGroup.LOCAL_ONLY;
import static io.fleetfix.bootstrap.config.SettingGroup.OUTBOX_COMMANDS;

import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.bootstrap.cli.OutboxCommand;
import io.fleetfix.bootstrap.config.SettingDefault.Either;
import io.fleetfix.bootstrap.config.SettingDefault.Fixed;
import io.fleetfix.bootstrap.config.SettingDefault.None;
import io.fleetfix.bootstrap.telemetry.Logs;
import io.fleetfix.outbox.subscription.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The table of all settings. The service takes its defaults from it, and the help, {@code fleetfix
 * config} and {@code docs/settings.md} are made from it.
 */
public final class Settings {
  public static final Setting HTTP_HOST =
      setting("FLEETFIX_HTTP_HOST", EVERY_PROFILE, "Address to listen on.", "127.0.0.1");
  public static final Setting HTTP_PORT =
      setting(
          "FLEETFIX_HTTP_PORT",
          EVERY_PROFILE,
          "Port to listen on; 0 picks a free one. The option --port overrides it.",
          "8080");
  static final Setting HTTP_HOSTS =
      unset(
          "FLEETFIX_HTTP_HOSTS",
          EVERY_PROFILE,
          "Hosts that requests may name besides localhost, 127.0.0.0/8, [::1] and"
              + " FLEETFIX_HTTP_HOST, with commas between them and without ports. If it is not set,"
              + " oidc allows every host.");
  static final Setting TRUSTED_PROXIES =
      unset(
          "FLEETFIX_TRUSTED_PROXIES",
          EVERY_PROFILE,
          "Proxies whose Forwarded or X-Forwarded-For header is believed about the address of a"
              + " client, which then has a rate limit of its own: addresses or blocks such as"
              + " 10.0.0.0/8, with commas between them.");
  static final Setting LOG =
      setting(
          Logs.SETTING,
          EVERY_PROFILE,
          "Format of the log: text, json, or auto (text on a terminal, JSON elsewhere).",
          "auto");
  static final Setting AUTH =
      setting(
          "FLEETFIX_AUTH",
          EVERY_PROFILE,
          "oidc: callers need an access token of an OpenID Connect issuer. off: they need none."
              + " Must be set if FLEETFIX_HTTP_HOST is not a loopback address.",
          "off");
  static final Setting AUTH_ALGORITHMS =
      setting(
          "FLEETFIX_AUTH_ALGORITHMS",
          EVERY_PROFILE,
          "How tokens may be signed: RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384 or"
              + " ES512, several with commas.",
          "RS256,PS256,ES256");
  static final Setting RATE_LIMIT =
      new Setting(
          "FLEETFIX_RATE_LIMIT",
          EVERY_PROFILE,
          "Requests per second that each caller may send, or off.",
          new Either(
              "100",
              "FLEETFIX_AUTH=oidc",
              environment -> AUTH.valueIn(environment).equals("oidc"),
              "off"),
          false);
  static final Setting CURRENCY =
      setting("FLEETFIX_CURRENCY", EVERY_PROFILE, "ISO 4217 code of the currency.", "EUR");
  static final Setting ZONE =
      setting("FLEETFIX_ZONE", EVERY_PROFILE, "Time zone that decides an invoice's year.", "UTC");
  static final Setting INVOICE_SERIES =
      setting(
          "FLEETFIX_INVOICE_SERIES", EVERY_PROFILE, "First part of every invoice number.", "INV");
  public static final Setting WORKSHOP =
      unset(
          "FLEETFIX_WORKSHOP",
          EVERY_PROFILE,
          "JSON file with the workshop's profile: name, address, taxes and what else invoices must"
              + " show. Without it, documents say that they are not invoices.");
  public static final Setting FONTS =
      unset(
          "FLEETFIX_FONTS",
          EVERY_PROFILE,
          "Folder with further fonts (ttf or otf) for documents, so that they can show names in"
              + " other scripts.");
  static final Setting MAIL_FROM =
      setting(
          "FLEETFIX_MAIL_FROM",
          EVERY_PROFILE,
          "Name and address of the invoices' sender. Required with FLEETFIX_SMTP_URL.",
          "FleetFix <invoices@fleetfix.example>");
  static final Setting TABLE =
      setting(
          "FLEETFIX_TABLE",
          LOCAL_AND_AWS,
          "DynamoDB table. The relay's table has the same name with -relay appended.",
          "fleetfix");
  static final Setting EVENT_BUS =
      setting("FLEETFIX_EVENT_BUS", LOCAL_AND_AWS, "Name or ARN of the event bus.", "fleetfix");
  public static final Setting LOCAL_DATA =
      setting(
          "FLEETFIX_LOCAL_DATA",
          LOCAL_ONLY,
          "Folder that keeps the data between runs; created if it is missing.",
          ".fleetfix");
  static final Setting RELAY =
      setting(
          "FLEETFIX_RELAY",
          AWS_ONLY,
          "pipe: an EventBridge Pipe carries the events to the bus. embedded: this process does.",
          "pipe");
  public static final Setting SMTP_URL =
      unset(
          "FLEETFIX_SMTP_URL",
          AWS_ONLY,
          "Mail server, as smtp[s]://user:password@host:port. Without it, mails wait in their"
              + " queue.");

  /** Every setting, group by group. */
  public static final List<Setting> ALL = all();

  private Settings() {}

  /** The setting that names the queue of this subscription. */
  static Setting queue(Subscription subscription) {
    return setting(
        AwsNames.queueSetting(subscription),
        LOCAL_AND_AWS,
        "SQS queue of the rule " + subscription.rule() + ".",
        "fleetfix-" + subscription.rule());
  }

  public static Optional<Setting> named(String name) {
    return ALL.stream().filter(each -> each.name().equals(name)).findAny();
  }

  public static List<Setting> of(SettingGroup group) {
    return ALL.stream().filter(each -> each.group() == group).toList();
  }

  private static List<Setting> all() {
    List<Setting> all =
        new ArrayList<>(List.of(HTTP_HOST, HTTP_PORT, HTTP_HOSTS, TRUSTED_PROXIES, LOG, AUTH));
    IssuerSettings.ALL.forEach(each -> each.all().forEach(all::add));
    all.addAll(
        List.of(
            AUTH_ALGORITHMS,
            RATE_LIMIT,
            CURRENCY,
            ZONE,
            INVOICE_SERIES,
            WORKSHOP,
            FONTS,
            MAIL_FROM,
            TABLE,
            EVENT_BUS));
    WorkshopOutbox.SUBSCRIPTIONS.forEach(each -> all.add(queue(each)));
    all.addAll(List.of(LOCAL_DATA, RELAY, SMTP_URL));
    all.add(
        setting(
            OutboxCommand.URL,
            OUTBOX_COMMANDS,
            "URL of the running service. The option --url overrides it.",
            "http://localhost:8080"));
    all.add(secret(OutboxCommand.TOKEN, OUTBOX_COMMANDS, "Access token to send, if any."));
    all.addAll(StandardVariables.ALL);
    return List.copyOf(all);
  }

  static Setting setting(String name, SettingGroup group, String meaning, String value) {
    return new Setting(name, group, meaning, new Fixed(value), false);
  }

  static Setting unset(String name, SettingGroup group, String meaning) {
    return new Setting(name, group, meaning, new None(), false);
  }

  static Setting secret(String name, SettingGroup group, String meaning) {
    return new Setting(name, group, meaning, new None(), true);
  }
}
