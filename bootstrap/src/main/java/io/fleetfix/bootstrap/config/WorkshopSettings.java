package io.fleetfix.bootstrap.config;

import io.fleetfix.application.invoice.PrintCheck;
import io.fleetfix.application.port.Sender;
import io.fleetfix.bootstrap.profile.DocumentSettings;
import io.fleetfix.bootstrap.profile.ProfileFile;
import io.fleetfix.bootstrap.profile.WorkshopProfile;
import io.fleetfix.domain.contact.Language;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.seller.Profile;
import io.fleetfix.outbox.event.InvalidValue;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/** The settings of the workshop itself: currency, time zone, numbers, profile and documents. */
record WorkshopSettings(Workshop workshop, DocumentSettings documents) {
  static WorkshopSettings of(Map<String, String> environment) {
    Workshop workshop = workshop(environment);
    Optional<WorkshopProfile> read = profile(environment);
    return new WorkshopSettings(
        read.map(WorkshopProfile::profile).map(workshop::with).orElse(workshop),
        new DocumentSettings(
            read.map(known -> known.profile().language()).orElse(Language.ENGLISH),
            read.flatMap(WorkshopProfile::logo),
            Settings.FONTS
                .in(environment)
                .map(name -> path(Settings.FONTS, name, "must be a folder with fonts"))));
  }

  /** Checks what the printer reads: a start is refused before anything else is started. */
  static void checkDocuments(Map<String, String> environment) {
    of(environment).checkDocuments(MailSettings.of(environment).sender());
  }

  void checkDocuments(Sender sender) {
    try {
      PrintCheck print = new PrintCheck(documents.printer(sender, workshop.zone()));
      workshop.profile().map(Profile::seller).ifPresent(print::check);
    } catch (InvalidValue invalid) {
      throw InvalidSetting.ofDocuments(invalid);
    }
  }

  private static Workshop workshop(Map<String, String> environment) {
    Currency currency = currency(Settings.CURRENCY.valueIn(environment));
    ZoneId zone = zone(Settings.ZONE.valueIn(environment));
    try {
      return new Workshop(
          currency, zone, new InvoiceSeries(Settings.INVOICE_SERIES.valueIn(environment)));
    } catch (InvalidValue invalid) {
      throw new InvalidSetting(Settings.INVOICE_SERIES, invalid.problem());
    }
  }

  private static Currency currency(String code) {
    try {
      return Money.currencyInUse(Settings.CURRENCY.name(), code);
    } catch (InvalidValue invalid) {
      throw new InvalidSetting(Settings.CURRENCY, invalid.problem());
    }
  }

  private static ZoneId zone(String id) {
    try {
      return ZoneId.of(id);
    } catch (DateTimeException unknownZone) {
      throw new InvalidSetting(Settings.ZONE, "must be a time zone such as Europe/Berlin or UTC");
    }
  }

  private static Optional<WorkshopProfile> profile(Map<String, String> environment) {
    Optional<Path> file =
        Settings.WORKSHOP
            .in(environment)
            .map(name -> path(Settings.WORKSHOP, name, "must be the workshop's JSON file"));
    try {
      return file.map(ProfileFile::read);
    } catch (InvalidValue invalid) {
      throw InvalidSetting.inFile(Settings.WORKSHOP, invalid);
    }
  }

  private static Path path(Setting setting, String name, String problem) {
    try {
      if (!name.isBlank()) {
        return Path.of(name);
      }
    } catch (InvalidPathException noPath) {
      // Reported below.
    }
    throw new InvalidSetting(setting, problem);
  }
}
