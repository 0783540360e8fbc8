package io.fleetfix.adapter.http.message;

import io.fleetfix.outbox.event.InvalidValue;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.router.Endpoint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The handler of a route whose requests may have query parameters. All other routes have none.
 *
 * @param parameters their names
 */
public record QueryHandler(Handler handler, Set<String> parameters) implements Handler {
  /** Safe wherever it is shown. */
  private static final Pattern SAFE = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,39}");

  public QueryHandler(Handler handler, String... parameters) {
    this(handler, Set.of(parameters));
  }

  @Override
  public void handle(Context context) throws Exception {
    handler.handle(context);
  }

  /**
   * Checks the query of a request to a route.
   *
   * @throws InvalidValue if it has another parameter, one twice (a proxy that inspected the request
   *     may have used the other value), or one that can't be decoded
   */
  public static void check(Context context) {
    String query = context.queryString();
    if (query == null) {
      return;
    }
    Set<String> known = parameters(context.endpoints().matchedHttpEndpoint());
    Set<String> seen = new HashSet<>();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        Optional<String> name = decoded(parts[0]);
        if (name.isEmpty() || !known.contains(name.get())) {
          throw new InvalidValue(shown(name), "is not a query parameter of this route");
        }
        if (parts.length > 1 && decoded(parts[1]).isEmpty()) {
          throw new InvalidValue(name.get(), "must be percent-encoded UTF-8");
        }
        if (!seen.add(name.get())) {
          throw new InvalidValue(name.get(), "must be given once");
        }
      }
    }
  }

  private static Set<String> parameters(@Nullable Endpoint route) {
    return route != null && route.handler instanceof QueryHandler query
        ? query.parameters()
        : Set.of();
  }

  private static String shown(Optional<String> name) {
    return name.filter(text -> SAFE.matcher(text).matches()).orElse("?");
  }

  /**
   * Empty if an escape is broken, if the bytes are not UTF-8, or if a character needed an escape.
   */
  private static Optional<String> decoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        if (i + 3 > text.length()
            || !HexFormat.isHexDigit(text.charAt(i + 1))
            || !HexFormat.isHexDigit(text.charAt(i + 2))) {
          return Optional.empty();
        }
        bytes.write(HexFormat.fromHexDigits(text, i + 1, i + 3));
        i += 2;
      } else if (c > ' ' && c < 0x7f) {
        bytes.write(c == '+' ? ' ' : c);
      } else {
        return Optional.empty();
      }
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }
}
