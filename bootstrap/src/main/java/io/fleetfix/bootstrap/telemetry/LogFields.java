package io.fleetfix.bootstrap.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.event.KeyValuePair;

/** What both log formats show of an event besides its message. */
final class LogFields {
  private static final int MAX_CAUSES = 5;
  private static final int MAX_ERROR_CHARS = 1_000;

  /** Fields that a line has anyway: a field of the same name gets an underscore appended. */
  private static final Set<String> RESERVED =
      Set.of(
          "time", "level", "logger", "thread", "message", "repeated", "seconds", "error", "stack");

  private LogFields() {}

  /** The MDC and the key-values, without empty ones. A key-value replaces an MDC entry. */
  static Map<String, Object> of(ILoggingEvent event) {
    Map<String, Object> fields = new LinkedHashMap<>();
    event.getMDCPropertyMap().forEach((name, value) -> put(fields, name, value));
    List<KeyValuePair> pairs = event.getKeyValuePairs();
    if (pairs != null) {
      pairs.forEach(pair -> put(fields, pair.key, pair.value));
    }
    return fields;
  }

  private static void put(Map<String, Object> fields, String name, Object value) {
    if (value != null && !value.toString().isEmpty()) {
      fields.put(RESERVED.contains(name) ? name + "_" : name, value);
    }
  }

  /** An exception and its causes in one line. */
  static String error(IThrowableProxy failure) {
    StringBuilder line = new StringBuilder();
    IThrowableProxy next = failure;
    for (int causes = 0; next != null && causes < MAX_CAUSES; causes++) {
      line.append(causes == 0 ? "" : ", caused by ").append(simpleName(next));
      String message = next.getMessage();
      if (message != null && !isTextOfCause(message, next.getCause())) {
        line.append(": ").append(message);
      }
      next = next.getCause();
    }
    return line.length() > MAX_ERROR_CHARS
        ? line.substring(0, MAX_ERROR_CHARS) + "..."
        : line.toString();
  }

  static IThrowableProxy root(IThrowableProxy failure) {
    IThrowableProxy root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String simpleName(IThrowableProxy failure) {
    String name = failure.getClassName();
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }

  /** The message of an exception that was made from its cause alone. */
  private static boolean isTextOfCause(String message, IThrowableProxy cause) {
    return cause != null && message.equals(cause.getClassName() + ": " + cause.getMessage());
  }
}
