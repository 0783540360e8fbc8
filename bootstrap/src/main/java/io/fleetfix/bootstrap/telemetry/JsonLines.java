package io.fleetfix.bootstrap.telemetry;

import static ch.qos.logback.core.encoder.JsonEscapeUtil.jsonEscapeString;
import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** One JSON object per line. Its fields are flat, so that a query can name each of them. */
final class JsonLines extends EncoderBase<ILoggingEvent> {
  /** A line should stay far below what collectors of logs accept. */
  private static final int MAX_STACK_CHARS = 16_000;

  private static final byte[] NONE = {};

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @Override
  public byte[] encode(ILoggingEvent event) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("time", TIME.format(event.getInstant()));
    line.put("level", event.getLevel());
    line.put("logger", event.getLoggerName());
    line.put("thread", event.getThreadName());
    line.put("message", String.valueOf(event.getFormattedMessage()));
    line.putAll(LogFields.of(event));
    IThrowableProxy failure = event.getThrowableProxy();
    if (failure != null) {
      line.put("error", LogFields.error(failure));
    }
    if (event instanceof KnownFailure known) {
      if (known.repeated() > 0) {
        line.put("repeated", known.repeated());
        line.put("seconds", known.seconds());
      }
    } else if (failure != null) {
      line.put("stack", stack(failure));
    }
    return (json(line) + "\n").getBytes(UTF_8);
  }

  private static String stack(IThrowableProxy failure) {
    String stack = ThrowableProxyUtil.asString(failure);
    return stack.length() > MAX_STACK_CHARS ? stack.substring(0, MAX_STACK_CHARS) + "..." : stack;
  }

  private static String json(Map<String, Object> line) {
    StringJoiner members = new StringJoiner(",", "{", "}");
    line.forEach((name, value) -> members.add(text(name) + ":" + json(value)));
    return members.toString();
  }

  private static String json(Object value) {
    return switch (value) {
      case Boolean flag -> flag.toString();
      case Number number when Double.isFinite(number.doubleValue()) -> number.toString();
      default -> text(value.toString());
    };
  }

  private static String text(String text) {
    return '"' + jsonEscapeString(text) + '"';
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
