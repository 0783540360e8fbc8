package io.fleetfix.bootstrap;

import io.fleetfix.adapter.http.server.AddressInUse;
import io.fleetfix.bootstrap.config.InvalidSetting;
import io.fleetfix.bootstrap.config.SettingSources;
import io.fleetfix.bootstrap.config.Settings;
import io.fleetfix.localaws.ChildLost;
import io.fleetfix.localaws.DataFolder;
import io.fleetfix.outbox.dynamodb.table.TableMismatch;
import io.fleetfix.outbox.port.StorageUnavailable;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a failed start prints: one line that says what to do, where that is known.
 *
 * @param expected false for a fault of the program itself
 */
record FailureLine(int exitCode, String text, boolean expected) {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  /** Explains the failure, or else the first of its causes that can be explained. */
  static FailureLine of(Throwable failure) {
    return causes(failure)
        .flatMap(each -> known(each).stream())
        .findFirst()
        .orElseGet(() -> unknown(failure));
  }

  private static Optional<FailureLine> known(Throwable failure) {
    return switch (failure) {
      case InvalidSetting wrong -> Optional.of(new FailureLine(USAGE, message(wrong), true));
      case AddressInUse inUse ->
          failed(
              message(inUse)
                  + ". Choose another port with %s or %s."
                      .formatted(SettingSources.PORT_OPTION, Settings.HTTP_PORT.name()));
      case DataFolder.InUse inUse ->
          failed(
              message(inUse)
                  + ". Choose another folder with %s.".formatted(Settings.LOCAL_DATA.name()));
      case DataFolder.Exposed exposed ->
          failed(
              message(exposed)
                  + ". Choose another folder with %s, or run chmod -R go= on this one."
                      .formatted(Settings.LOCAL_DATA.name()));
      case ChildLost lost -> failed(message(lost));
      case UnwritableFolder unwritable -> failed(message(unwritable));
      case FileSystemException file -> failed("Can't access a file: " + oneLine(file));
      case TableMismatch wrong -> failed(message(wrong));
      case ConfigurationException wrong ->
          failed("OpenTelemetry can't start: " + oneLine(rootCause(wrong)));
      default -> AwsFailure.explain(failure).flatMap(FailureLine::failed);
    };
  }

  private static Optional<FailureLine> failed(String text) {
    return Optional.of(new FailureLine(FAILED, text, true));
  }

  private static FailureLine unknown(Throwable failure) {
    String reason = oneLine(rootCause(failure));
    return causes(failure).anyMatch(StorageUnavailable.class::isInstance)
        ? new FailureLine(FAILED, "DynamoDB can't be reached: " + reason, true)
        : new FailureLine(FAILED, "Internal error: " + reason, false);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }

  private static Throwable rootCause(Throwable failure) {
    return causes(failure).reduce(failure, (outer, cause) -> cause);
  }

  private static String message(Throwable failure) {
    return String.valueOf(failure.getMessage());
  }

  private static String oneLine(Throwable failure) {
    return failure.toString().lines().findFirst().orElse("").strip();
  }

  /** Prints it, and returns the exit code. */
  int print(PrintWriter err, Throwable failure, boolean stackTrace) {
    err.print("fleetfix: " + text);
    if (!expected && !stackTrace) {
      err.print(" (--stacktrace prints where)");
    }
    err.println();
    if (stackTrace) {
      failure.printStackTrace(err);
    }
    err.flush();
    return exitCode;
  }
}
