package io.fleetfix.bootstrap.cli;

import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.event.EventId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Ids as they are typed. */
final class Ids {
  private Ids() {}

  /** Of events. */
  static final class OfEvent implements ITypeConverter<EventId> {
    @Override
    public EventId convert(String text) {
      return EventId.parse(text)
          .orElseThrow(() -> new TypeConversionException("an event's id is a UUID in lower case"));
    }
  }

  /** Of repairs. */
  static final class OfRepair implements ITypeConverter<RepairId> {
    @Override
    public RepairId convert(String text) {
      return RepairId.parse(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "a repair's id is R- and 1 to 32 digits or capital letters"));
    }
  }
}
