package io.fleetfix.adapter.http.message;

import io.fleetfix.domain.InvalidValue;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.Version;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header under which a client sends the {@code ETag} of the repair that it has seen, so that a
 * command meant for that one does nothing to a later one. A repair's tag is its version.
 */
public final class IfMatch {
  static final String NAME = "If-Match";

  private static final Pattern TAG = Pattern.compile("\"([1-9][0-9]{0,17})\"");

  private static final List<String> ANY = List.of("*");

  private IfMatch() {}

  /**
   * Reads the header.
   *
   * @return empty if any version will do
   * @throws InvalidValue if it is anything else than one tag that a repair can have
   */
  public static Optional<Version> of(Context context) {
    List<String> given = Collections.list(context.req().getHeaders(NAME));
    if (given.isEmpty() || given.equals(ANY)) {
      return Optional.empty();
    }
    Matcher tag = TAG.matcher(given.getFirst());
    if (given.size() > 1 || !tag.matches()) {
      throw new InvalidValue(NAME, "must be the ETag of one answer, in its quotes, or *");
    }
    return Optional.of(new Version(Long.parseLong(tag.group(1))));
  }

  public static void tag(Context context, Repair repair) {
    context.header("ETag", "\"" + repair.version().value() + "\"");
  }
}
