package io.fleetfix.bootstrap.cli.text;

import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.port.QuarantineReason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Converts the values of options and parameters. Picocli puts the option's name before each error.
 */
public final class Values {
  private Values() {}

  private static TypeConversionException invalid(String text, String problem) {
    return new TypeConversionException("'" + text + "' " + problem);
  }

  public static final class OfEvent implements ITypeConverter<EventId> {
    @Override
    public EventId convert(String text) {
      return EventId.parse(text)
          .orElseThrow(() -> invalid(text, "is not an event id; use a UUID in lower case"));
    }
  }

  public static final class OfRepair implements ITypeConverter<RepairId> {
    @Override
    public RepairId convert(String text) {
      return RepairId.parse(text)
          .orElseThrow(
              () ->
                  invalid(
                      text,
                      "is not a repair id; use R- followed by 1 to 32 digits or capital letters"));
    }
  }

  /** Finds slips of the hand only: the service knows which documents there are. */
  public static final class OfNumber implements ITypeConverter<String> {
    private static final Pattern NUMBER = Pattern.compile("[A-Z0-9]{1,10}-\\d{4}-\\d{6,18}");

    @Override
    public String convert(String text) {
      if (!NUMBER.matcher(text).matches()) {
        throw invalid(text, "is not the number of a document; use one such as INV-2026-000001");
      }
      return text;
    }
  }

  public static final class OfSeries implements ITypeConverter<InvoiceSeries> {
    @Override
    public InvoiceSeries convert(String text) {
      try {
        return new InvoiceSeries(text);
      } catch (InvalidValue invalid) {
        throw invalid(text, "is not a series; use 1 to 10 digits or capital letters");
      }
    }
  }

  public static final class OfYear implements ITypeConverter<Integer> {
    private static final Pattern YEAR = Pattern.compile("[1-9]\\d{3}");

    @Override
    public Integer convert(String text) {
      if (!YEAR.matcher(text).matches()) {
        throw invalid(text, "is not a year; use four digits");
      }
      return Integer.valueOf(text);
    }
  }

  /** A time, or a date, which means midnight UTC at the start of that day. */
  public static final class OfTime implements ITypeConverter<Instant> {
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** The service accepts years of four digits only. */
    private static final Pattern TIME = Pattern.compile("\\d{4}-.*");

    @Override
    public Instant convert(String text) {
      try {
        if (DATE.matcher(text).matches()) {
          return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
        if (TIME.matcher(text).matches()) {
          return Instant.parse(text);
        }
      } catch (DateTimeParseException invalid) {
        // Reported below with the formats that are accepted.
      }
      throw invalid(text, "is not a date or time; use 2025-11-12 or 2025-11-12T14:00:00Z");
    }
  }

  public static final class OfReason implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (!QuarantineReason.isCode(text)) {
        throw invalid(
            text,
            "is not a reason code; use 1 to 64 letters, digits, underscores, dots or hyphens");
      }
      return text;
    }
  }

  /** A part of a mail server's words. */
  public static final class OfMailReason implements ITypeConverter<String> {
    private static final int MAX_CHARACTERS = 100;

    @Override
    public String convert(String text) {
      if (text.isBlank() || text.length() > MAX_CHARACTERS) {
        throw invalid(text, "is not a part of a reason; use 1 to 100 characters");
      }
      return text;
    }
  }

  /** Finds slips of the hand only: the service checks an address completely. */
  public static final class OfAddress implements ITypeConverter<String> {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@]+@[^\\s@]+");

    @Override
    public String convert(String text) {
      if (!ADDRESS.matcher(text).matches()) {
        throw invalid(text, "is not an e-mail address; use one such as name@example.com");
      }
      return text;
    }
  }

  public static final class OfCount implements ITypeConverter<Integer> {
    private static final Pattern DIGITS = Pattern.compile("0*[1-9]\\d{0,8}");

    @Override
    public Integer convert(String text) {
      if (!DIGITS.matcher(text).matches()) {
        throw invalid(text, "is not a whole number from 1 to 999999999");
      }
      return Integer.valueOf(text);
    }
  }
}
