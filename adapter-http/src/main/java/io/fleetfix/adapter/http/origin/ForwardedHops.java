package io.fleetfix.adapter.http.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the addresses in {@code X-Forwarded-For} and in {@code Forwarded} (RFC 7239), without
 * brackets and ports. What is not an address, such as {@code unknown} or the name of a hidden hop,
 * stays as it is or is empty. Never fails.
 */
final class ForwardedHops {
  private static final Pattern WITH_PORT =
      Pattern.compile("([0-9.]{7,15}):[0-9]{1,5}|\\[([0-9A-Fa-f:.]{2,45})](?::[0-9]{1,5})?");

  private ForwardedHops() {}

  static List<String> ofForwardedFor(List<String> headers) {
    List<String> hops = new ArrayList<>();
    for (String header : headers) {
      for (String hop : header.split(",", -1)) {
        hops.add(address(hop.strip()));
      }
    }
    return hops;
  }

  /**
   * A quote that is not closed could hide what proxies have added after it: such a header is empty.
   */
  static List<String> ofForwarded(List<String> headers) {
    List<String> hops = new ArrayList<>();
    for (String header : headers) {
      split(header, ',')
          .ifPresentOrElse(
              elements -> elements.forEach(element -> hops.add(hop(element))), () -> hops.add(""));
    }
    return hops;
  }

  private static String hop(String element) {
    List<String> named =
        split(element, ';').orElse(List.of()).stream()
            .map(String::strip)
            .filter(pair -> pair.regionMatches(true, 0, "for=", 0, 4))
            .map(pair -> pair.substring(4))
            .toList();
    return named.size() == 1 ? address(unquoted(named.getFirst())) : "";
  }

  private static String unquoted(String value) {
    return value.length() > 1 && value.startsWith("\"") && value.endsWith("\"")
        ? value.substring(1, value.length() - 1)
        : value;
  }

  private static String address(String node) {
    Matcher parts = WITH_PORT.matcher(node);
    if (!parts.matches()) {
      return node;
    }
    return parts.group(1) == null ? parts.group(2) : parts.group(1);
  }

  /** Splits outside of quotes; empty if one is not closed. */
  private static Optional<List<String>> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++; // the next character is escaped
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return quoted ? Optional.empty() : Optional.of(parts);
  }
}
