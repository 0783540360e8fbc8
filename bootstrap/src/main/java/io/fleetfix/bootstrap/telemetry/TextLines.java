package io.fleetfix.bootstrap.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.pattern.color.ANSIConstants;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * One line per event, for a person at a terminal. An error that was not expected adds the top of
 * its root cause's stack.
 */
final class TextLines extends EncoderBase<ILoggingEvent> {
  private static final int MAX_FRAMES = 12;
  private static final byte[] NONE = {};
  private static final String FAINT = "2";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final boolean colour;

  TextLines(boolean colour) {
    this.colour = colour;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder line = new StringBuilder();
    String logger = event.getLoggerName();
    line.append(coloured(FAINT, TIME.format(event.getInstant())))
        .append(' ')
        .append(coloured(colourOf(event.getLevel()), "%-5s".formatted(event.getLevel())))
        .append(' ')
        .append(coloured(FAINT, escaped(logger.substring(logger.lastIndexOf('.') + 1)) + ":"))
        .append(' ')
        .append(escaped(String.valueOf(event.getFormattedMessage())));
    if (event instanceof KnownFailure known && known.repeated() > 0) {
      line.append(
          " (repeated %d times in the last %d s)".formatted(known.repeated(), known.seconds()));
    }
    LogFields.of(event).forEach((name, value) -> append(line, name, value.toString()));
    IThrowableProxy failure = event.getThrowableProxy();
    if (failure != null) {
      append(line, "error", LogFields.error(failure));
    }
    line.append('\n');
    if (failure != null && event.getLevel() == Level.ERROR && !(event instanceof KnownFailure)) {
      appendStack(line, LogFields.root(failure).getStackTraceElementProxyArray());
    }
    return line.toString().getBytes(UTF_8);
  }

  private void append(StringBuilder line, String name, String value) {
    String text = escaped(value);
    boolean plain = text.chars().noneMatch(c -> c == ' ' || c == '"' || c == '=');
    line.append(' ')
        .append(coloured(FAINT, escaped(name) + "="))
        .append(plain ? text : '"' + text.replace("\"", "\\\"") + '"');
  }

  private static void appendStack(StringBuilder lines, StackTraceElementProxy[] frames) {
    for (int i = 0; i < Math.min(MAX_FRAMES, frames.length); i++) {
      lines.append("    ").append(escaped(frames[i].getSTEAsString())).append('\n');
    }
    if (frames.length > MAX_FRAMES) {
      lines.append("    ... %d more\n".formatted(frames.length - MAX_FRAMES));
    }
  }

  private String coloured(String code, String text) {
    return colour
        ? ANSIConstants.ESC_START + code + ANSIConstants.ESC_END + text + "\u001b[0m"
        : text;
  }

  private static String colourOf(Level level) {
    return switch (level.toInt()) {
      case Level.ERROR_INT -> ANSIConstants.BOLD + ANSIConstants.RED_FG;
      case Level.WARN_INT -> ANSIConstants.YELLOW_FG;
      case Level.INFO_INT -> ANSIConstants.GREEN_FG;
      default -> FAINT;
    };
  }

  /** No value can start a line of its own, move the cursor or reverse the direction of text. */
  private static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              switch (Character.getType(point)) {
                case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE ->
                    safe.append(
                        switch (point) {
                          case '\n' -> "\\n";
                          case '\r' -> "\\r";
                          case '\t' -> "\\t";
                          default -> "\\u%04x".formatted(point);
                        });
                default -> safe.appendCodePoint(point);
              }
            });
    return safe.toString();
  }

  @Override
  public byte[] headerBytes() {
    return NONE;
  }

  @Override
  public byte[] footerBytes() {
    return NONE;
  }
}
