package io.fleetfix.adapter.http.message;

import io.javalin.http.Context;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** The id that a request has in its answer and in every log line about it. */
public final class RequestId {
  public static final String HEADER = "X-Request-Id";

  /** The field of log lines. */
  public static final String MDC_KEY = "requestId";

  private static final String ATTRIBUTE = RequestId.class.getName();

  /** Safe in a header, a JSON text and a log line. */
  private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private RequestId() {}

  /** The client's own id, if it sent one that is safe, or else a new one; always the same. */
  public static String of(Request request) {
    if (request.getAttribute(ATTRIBUTE) instanceof String known) {
      return known;
    }
    List<String> given = request.getHeaders().getValuesList(HEADER);
    String id =
        given.size() == 1 && SAFE.matcher(given.getFirst()).matches() ? given.getFirst() : random();
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }

  static @Nullable String of(Context context) {
    return context.attribute(ATTRIBUTE);
  }

  private static String random() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
