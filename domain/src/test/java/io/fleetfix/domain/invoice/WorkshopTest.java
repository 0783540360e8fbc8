package io.fleetfix.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkshopTest {
  @ParameterizedTest
  @CsvSource({
    "2025-12-31T22:59:59.999Z, Europe/Berlin, 2025",
    "2025-12-31T23:00:00.000Z, Europe/Berlin, 2026",
    "2025-12-31T23:30:00.000Z, Europe/Berlin, 2026",
    "2025-12-31T23:30:00.000Z, UTC, 2025",
    "2026-01-01T04:30:00.000Z, America/New_York, 2025",
    "2025-12-31T10:00:00.000Z, Pacific/Kiritimati, 2026",
  })
  void determinesTheYearInItsOwnZone(Instant time, ZoneId zone, int year) {
    Workshop workshop = new Workshop(Currency.getInstance("EUR"), zone, new InvoiceSeries("INV"));

    assertThat(workshop.yearOf(time)).isEqualTo(year);
    assertThat(workshop.startOf(year)).isBeforeOrEqualTo(time);
    assertThat(workshop.startOf(year + 1)).isAfter(time);
  }
}
