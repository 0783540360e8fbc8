package io.fleetfix.bootstrap.config;

import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.money.Money;
import io.fleetfix.outbox.event.InvalidValue;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Map;

/** The settings of the workshop itself: currency, time zone and invoice numbers. */
final class WorkshopSettings {
  private WorkshopSettings() {}

  static Workshop of(Map<String, String> environment) {
    return new Workshop(
        currency(Settings.CURRENCY.valueIn(environment)),
        zone(Settings.ZONE.valueIn(environment)),
        series(Settings.INVOICE_SERIES.valueIn(environment)));
  }

  private static Currency currency(String code) {
    try {
      return Money.currency(Settings.CURRENCY.name(), code);
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

  private static InvoiceSeries series(String name) {
    try {
      return new InvoiceSeries(name);
    } catch (InvalidValue invalid) {
      throw new InvalidSetting(Settings.INVOICE_SERIES, invalid.problem());
    }
  }
}
