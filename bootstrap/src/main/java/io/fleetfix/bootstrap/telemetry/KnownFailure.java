package io.fleetfix.bootstrap.telemetry;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;

/**
 * A failure whose stack was printed before: either a summary with the fields of the last
 * repetition, or a single occurrence after a quiet time.
 */
final class KnownFailure extends LoggingEvent {
  private final int repeated;
  private final long seconds;

  private KnownFailure(LoggerContext context, ILoggingEvent event, int repeated, long seconds) {
    super(
        Logger.class.getName(),
        context.getLogger(event.getLoggerName()),
        event.getLevel(),
        event.getMessage(),
        null,
        event.getArgumentArray());
    this.repeated = repeated;
    this.seconds = seconds;
    setThreadName(event.getThreadName());
    setMDCPropertyMap(event.getMDCPropertyMap());
    setKeyValuePairs(event.getKeyValuePairs());
    if (event.getThrowableProxy() instanceof ThrowableProxy failure) {
      setThrowableProxy(failure);
    }
  }

  static KnownFailure summary(
      LoggerContext context, ILoggingEvent last, int repeated, long seconds) {
    return new KnownFailure(context, last, repeated, seconds);
  }

  static KnownFailure single(LoggerContext context, ILoggingEvent event) {
    return new KnownFailure(context, event, 0, 0);
  }

  /** The number of repetitions that this line stands for; 0 if it is a single occurrence. */
  int repeated() {
    return repeated;
  }

  /** The time in which they were counted. */
  long seconds() {
    return seconds;
  }
}
