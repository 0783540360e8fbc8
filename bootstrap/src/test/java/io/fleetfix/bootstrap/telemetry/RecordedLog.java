package io.fleetfix.bootstrap.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A log of its own, written through the real appender and encoders, on a clock that tests move. */
final class RecordedLog {
  private final LoggerContext context = new LoggerContext();
  private final AtomicLong nanoTime;
  private final List<String> printed = new CopyOnWriteArrayList<>();
  private final RepeatedFailures failures;

  RecordedLog(Encoder<ILoggingEvent> encoder) {
    this(encoder, new AtomicLong(), () -> {});
  }

  /**
   * Creates a log with a clock.
   *
   * @param reading runs whenever the clock is read
   */
  RecordedLog(Encoder<ILoggingEvent> encoder, AtomicLong nanoTime, Runnable reading) {
    this.nanoTime = nanoTime;
    context.setMDCAdapter(new LogbackMDCAdapter());
    UnsynchronizedAppenderBase<ILoggingEvent> lines =
        new UnsynchronizedAppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            printed.add(new String(encoder.encode(event), StandardCharsets.UTF_8));
          }
        };
    lines.setContext(context);
    lines.start();
    failures =
        new RepeatedFailures(
            lines,
            () -> {
              reading.run();
              return nanoTime.get();
            });
    failures.setContext(context);
    failures.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(failures);
  }

  Logger logger(Class<?> type) {
    return context.getLogger(type);
  }

  LogbackMDCAdapter mdc() {
    return (LogbackMDCAdapter) context.getMDCAdapter();
  }

  /** Moves the clock a second at a time, as the timer sees it. */
  void pass(Duration time) {
    for (long second = 0; second < time.toSeconds(); second++) {
      nanoTime.addAndGet(Duration.ofSeconds(1).toNanos());
      failures.summarise();
    }
  }

  void stop() {
    failures.stop();
  }

  /** What was printed so far, one entry per event. */
  List<String> printed() {
    return List.copyOf(printed);
  }

  /** What was printed so far, split into lines. */
  List<String> lines() {
    return printed.stream().flatMap(String::lines).toList();
  }
}
