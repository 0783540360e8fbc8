package io.fleetfix.bootstrap.config;

import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.server.HttpEndpoint;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.bootstrap.cli.OutboxCommand;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.money.Money;
import io.fleetfix.outbox.event.InvalidValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every setting of the service, read once and checked.
 *
 * @param http where it listens; port 0 takes any free one
 * @param admission who is let in, and how often
 * @param names on AWS; not looked at in memory
 * @param relay for a run on AWS; elsewhere there is no Pipe
 * @param localData where a local run keeps its data
 * @param unknown names that look like settings and are none, probably misspelt
 */
public record WorkshopConfig(
    HttpEndpoint http,
    AccessPolicy admission,
    Workshop workshop,
    AwsNames names,
    RelayMode relay,
    MailSettings mail,
    Path localData,
    List<String> unknown) {
  private static final String PREFIX = "FLEETFIX_";
  static final String HTTP_HOST = "FLEETFIX_HTTP_HOST";
  private static final String HTTP_PORT = "FLEETFIX_HTTP_PORT";
  private static final String CURRENCY = "FLEETFIX_CURRENCY";
  private static final String ZONE = "FLEETFIX_ZONE";
  private static final String INVOICE_SERIES = "FLEETFIX_INVOICE_SERIES";
  private static final String LOCAL_DATA = "FLEETFIX_LOCAL_DATA";

  /** The name of every setting. */
  public static final Set<String> SETTINGS =
      Stream.concat(
              Stream.of(
                  HTTP_HOST,
                  HTTP_PORT,
                  CURRENCY,
                  ZONE,
                  INVOICE_SERIES,
                  AwsNames.TABLE,
                  AwsNames.EVENT_BUS,
                  RelayMode.SETTING,
                  MailSettings.SERVER,
                  MailSettings.SENDER,
                  LOCAL_DATA,
                  OutboxCommand.URL,
                  OutboxCommand.TOKEN),
              Stream.concat(
                  AuthSettings.NAMES.stream(),
                  WorkshopOutbox.SUBSCRIPTIONS.stream().map(AwsNames::queueSetting)))
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Reads the settings from environment variables.
   *
   * @throws InvalidSetting if one has a value that it can't have
   */
  public static WorkshopConfig of(Map<String, String> environment) {
    HttpEndpoint http =
        new HttpEndpoint(
            host(environment.getOrDefault(HTTP_HOST, "127.0.0.1")),
            port(environment.getOrDefault(HTTP_PORT, "8080")));
    Workshop workshop =
        new Workshop(
            currency(environment.getOrDefault(CURRENCY, "EUR")),
            zone(environment.getOrDefault(ZONE, "UTC")),
            series(environment.getOrDefault(INVOICE_SERIES, "INV")));
    List<String> unknown =
        environment.keySet().stream()
            .filter(name -> name.startsWith(PREFIX) && !SETTINGS.contains(name))
            .sorted()
            .toList();
    return new WorkshopConfig(
        http,
        AuthSettings.of(environment, http.host()),
        workshop,
        AwsNames.of(environment),
        RelayMode.of(environment.getOrDefault(RelayMode.SETTING, "pipe")),
        MailSettings.of(environment),
        folder(environment.getOrDefault(LOCAL_DATA, ".fleetfix")),
        unknown);
  }

  private static String host(String name) {
    if (name.isBlank()) {
      throw new InvalidSetting(HTTP_HOST, "must be a name or an address of this machine");
    }
    return name;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // Said below in the reader's terms.
    }
    throw new InvalidSetting(HTTP_PORT, "must be a port from 0 to 65535, 0 for any free one");
  }

  private static Currency currency(String code) {
    try {
      return Money.currency(CURRENCY, code);
    } catch (InvalidValue invalid) {
      throw new InvalidSetting(CURRENCY, invalid.problem());
    }
  }

  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException unknownZone) {
      throw new InvalidSetting(ZONE, "must be a time zone such as Europe/Berlin or UTC");
    }
  }

  private static Path folder(String name) {
    try {
      if (!name.isBlank()) {
        return Path.of(name);
      }
    } catch (InvalidPathException noPath) {
      // Said below in the reader's terms.
    }
    throw new InvalidSetting(LOCAL_DATA, "must be a folder, which is made if it is missing");
  }

  private static InvoiceSeries series(String name) {
    try {
      return new InvoiceSeries(name);
    } catch (InvalidValue invalid) {
      throw new InvalidSetting(INVOICE_SERIES, invalid.problem());
    }
  }
}
