package io.fleetfix.bootstrap.telemetry;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Passes events on, but prints a repeated warning or error only once, and then a summary at the end
 * of each window for as long as it is repeated. Failures are the same if logger, level, message and
 * the type of the root cause are. An error without an exception is a finding about something that
 * its key-values name, so those must be the same, too. After a quiet window the next occurrence is
 * printed at once, without its stack. At most {@link #MAX_TRACKED} failures are tracked; the oldest
 * is dropped first.
 */
final class RepeatedFailures extends UnsynchronizedAppenderBase<ILoggingEvent> {
  static final int MAX_TRACKED = 200;

  /** After the last one, every window has its length. */
  private static final List<Duration> WINDOWS =
      List.of(Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5));

  private final Appender<ILoggingEvent> lines;
  private final LongSupplier nanoTime;
  private final Map<Failure, Window> windows = new LinkedHashMap<>();

  private record Failure(String logger, Level level, String message, String cause) {
    static Failure of(ILoggingEvent event) {
      IThrowableProxy thrown = event.getThrowableProxy();
      return new Failure(
          event.getLoggerName(),
          event.getLevel(),
          String.valueOf(event.getMessage()),
          thrown == null ? finding(event) : LogFields.root(thrown).getClassName());
    }

    private static String finding(ILoggingEvent event) {
      return event.getLevel() == Level.ERROR ? String.valueOf(event.getKeyValuePairs()) : "";
    }
  }

  private static final class Window {
    private int number = 0;
    private long openedAt;
    private boolean quiet = false;
    private int repeated = 0;
    private @Nullable ILoggingEvent last;

    Window(long now) {
      openedAt = now;
    }

    boolean isOver(long now) {
      Duration length = quiet ? WINDOWS.getLast() : WINDOWS.get(number);
      return now - openedAt >= length.toNanos();
    }

    void next(long now) {
      number = Math.min(number + 1, WINDOWS.size() - 1);
      reopen(now, false);
    }

    void reopen(long now, boolean isQuiet) {
      openedAt = now;
      quiet = isQuiet;
      repeated = 0;
      last = null;
    }
  }

  /**
   * Creates an appender in front of another one.
   *
   * @param lines prints the events and the summaries
   * @param nanoTime a monotonic clock
   */
  RepeatedFailures(Appender<ILoggingEvent> lines, LongSupplier nanoTime) {
    this.lines = lines;
    this.nanoTime = nanoTime;
  }

  @Override
  protected void append(ILoggingEvent event) {
    if (!event.getLevel().isGreaterOrEqual(Level.WARN)) {
      lines.doAppend(event);
      return;
    }
    event.prepareForDeferredProcessing(); // another thread may print its fields in the summary
    count(event).forEach(lines::doAppend);
  }

  /** Returns what is to be printed now. Printing itself needs no lock. */
  private synchronized List<ILoggingEvent> count(ILoggingEvent event) {
    long now = nanoTime.getAsLong();
    Failure failure = Failure.of(event);
    Window window = windows.get(failure);
    if (window == null) {
      List<ILoggingEvent> due =
          new ArrayList<>(windows.size() < MAX_TRACKED ? List.of() : dropOldest(now));
      windows.put(failure, new Window(now));
      due.add(event);
      return due;
    }
    if (window.quiet) {
      window.next(now);
      return List.of(KnownFailure.single(loggers(), event));
    }
    window.repeated++;
    window.last = event;
    return List.of();
  }

  private List<ILoggingEvent> dropOldest(long now) {
    Iterator<Window> oldest = windows.values().iterator();
    List<ILoggingEvent> due = summary(oldest.next(), now);
    oldest.remove();
    return due;
  }

  /** Prints a summary for each window that is over. Call it about once per second. */
  void summarise() {
    endWindows().forEach(lines::doAppend);
  }

  private synchronized List<ILoggingEvent> endWindows() {
    long now = nanoTime.getAsLong();
    List<ILoggingEvent> due = new ArrayList<>();
    windows.values().removeIf(window -> window.quiet && window.isOver(now));
    for (Window window : windows.values()) {
      if (!window.quiet && window.isOver(now)) {
        due.addAll(summary(window, now));
        if (window.repeated > 0) {
          window.next(now);
        } else {
          window.reopen(now, true);
        }
      }
    }
    return due;
  }

  /** Prints all summaries and forgets every failure. */
  void flush() {
    forgetAll().forEach(lines::doAppend);
  }

  private synchronized List<ILoggingEvent> forgetAll() {
    long now = nanoTime.getAsLong();
    List<ILoggingEvent> due = new ArrayList<>();
    windows.values().forEach(window -> due.addAll(summary(window, now)));
    windows.clear();
    return due;
  }

  private List<ILoggingEvent> summary(Window window, long now) {
    if (window.last == null) {
      return List.of();
    }
    long seconds = Math.max(1, Math.round((now - window.openedAt) / 1e9));
    return List.of(KnownFailure.summary(loggers(), window.last, window.repeated, seconds));
  }

  private LoggerContext loggers() {
    return (LoggerContext) getContext();
  }

  @Override
  public void stop() {
    flush();
    super.stop();
  }
}
