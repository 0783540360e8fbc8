package io.fleetfix.application.violation;

/** Names with generic suffixes instead of terms of the domain. */
public final class BadNames {
  private BadNames() {}

  public record RepairImpl() {}

  public record RepairManager() {}

  public record RepairHelper() {}

  public record RepairUtil() {}

  public record RepairUtils() {}

  public record RepairDTO() {}

  public record RepairDto() {}

  public record RepairService() {}

  public record RepairPort() {}

  public record CompleteRepairUseCase() {}
}
