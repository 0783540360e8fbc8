package io.fleetfix.adapter.http.command;

import io.fleetfix.adapter.http.message.Problem;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header in which a client sends the {@code ETag} of the state it has read, so that its command
 * does nothing to a later state. The tag is the version.
 */
public final class IfMatch {
  private static final String NAME = Problem.IF_MATCH;

  private static final Pattern TAG = Pattern.compile("\"([1-9][0-9]{0,17})\"");

  private static final List<String> ANY = List.of("*");

  private IfMatch() {}

  /**
   * Reads the header.
   *
   * @return empty if the command applies to any version
   * @throws InvalidValue unless it is one tag of the form that answers have
   */
  static Optional<Version> of(Context context) {
    List<String> given = Collections.list(context.req().getHeaders(NAME));
    if (given.isEmpty() || given.equals(ANY)) {
      return Optional.empty();
    }
    Matcher tag = TAG.matcher(given.getFirst());
    if (given.size() > 1 || !tag.matches()) {
      throw new InvalidValue(NAME, "must be one ETag, with its quotes, or *");
    }
    return Optional.of(new Version(Long.parseLong(tag.group(1))));
  }

  /** Adds the tag of the state that the answer shows. */
  public static void tag(Context context, Aggregate shown) {
    context.header("ETag", "\"" + shown.version().value() + "\"");
  }
}
