package io.fleetfix.bootstrap.config;

import io.fleetfix.adapter.http.access.AccessPolicy;
import io.fleetfix.adapter.http.server.HttpEndpoint;
import io.fleetfix.bootstrap.profile.DocumentSettings;
import io.fleetfix.bootstrap.telemetry.Logs;
import io.fleetfix.domain.invoice.Workshop;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Every setting of the service, read once and checked.
 *
 * @param http the address to listen on; port 0 picks a free one
 * @param admission which callers are admitted, and at what rate
 * @param documents how documents look
 * @param names of the resources on AWS; not used in memory
 * @param relay for a run on AWS; there are no Pipes elsewhere
 * @param localData the data folder of a local run
 * @param unknown variables that look like settings but do not exist, probably misspelt
 */
public record WorkshopConfig(
    HttpEndpoint http,
    AccessPolicy admission,
    Workshop workshop,
    DocumentSettings documents,
    AwsNames names,
    RelayMode relay,
    MailSettings mail,
    Path localData,
    List<String> unknown) {
  static final String PREFIX = "FLEETFIX_";

  /**
   * Reads the settings from environment variables.
   *
   * @throws InvalidSetting for the first invalid value
   */
  public static WorkshopConfig of(Map<String, String> environment) {
    checkLog(environment);
    HttpEndpoint http = HttpSettings.of(environment);
    AccessPolicy admission = AuthSettings.of(environment, http.host());
    WorkshopSettings own = WorkshopSettings.of(environment);
    MailSettings mail = MailSettings.of(environment);
    own.checkDocuments(mail.sender());
    return new WorkshopConfig(
        http,
        admission,
        own.workshop(),
        own.documents(),
        AwsNames.of(environment),
        RelayMode.of(environment),
        mail,
        localData(environment),
        unknown(environment));
  }

  /** Checked here, but read by the log itself, which starts earlier. */
  static void checkLog(Map<String, String> environment) {
    if (!Logs.FORMATS.contains(Settings.LOG.valueIn(environment))) {
      throw new InvalidSetting(Settings.LOG, "must be auto, text or json");
    }
  }

  static Path localData(Map<String, String> environment) {
    String name = Settings.LOCAL_DATA.valueIn(environment);
    try {
      if (!name.isBlank()) {
        return Path.of(name);
      }
    } catch (InvalidPathException noPath) {
      // Reported below.
    }
    throw new InvalidSetting(
        Settings.LOCAL_DATA, "must be a folder, which is created if it is missing");
  }

  static List<String> unknown(Map<String, String> environment) {
    return environment.keySet().stream()
        .filter(name -> name.startsWith(PREFIX) && Settings.named(name).isEmpty())
        .sorted()
        .toList();
  }
}
