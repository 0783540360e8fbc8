package io.fleetfix.adapter.http.command;

import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import io.javalin.http.Context;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of {@code If-Match} or {@code If-None-Match} (RFC 9110, 13.1). A tag of this service is
 * a version; other tags match nothing.
 *
 * @param any whether the value is {@code *}
 * @param strong the versions of its strong tags
 * @param weak the versions of its weak tags
 */
record EntityTags(boolean any, Set<Version> strong, Set<Version> weak) {
  private static final Pattern ANY = Pattern.compile("[ \t]*\\*[ \t]*");

  private static final Pattern ELEMENT =
      Pattern.compile("[ \t]*(?:(W/)?\"([!#-~\u0080-\u00ff]*)\")?[ \t]*(?:,|$)");

  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

  /**
   * Reads the header. Several headers with this name are one list.
   *
   * @return empty if the request has none
   * @throws InvalidValue unless it is a list of ETags or {@code *}
   */
  static Optional<EntityTags> of(Context context, String name) {
    List<String> given = Collections.list(context.req().getHeaders(name));
    if (given.isEmpty()) {
      return Optional.empty();
    }
    String list = String.join(",", given);
    return Optional.of(
        ANY.matcher(list).matches()
            ? new EntityTags(true, Set.of(), Set.of())
            : tags(list)
                .orElseThrow(
                    () -> new InvalidValue(name, "must be * or ETags, with their quotes")));
  }

  /** Empty if the list is malformed or has no tags. */
  private static Optional<EntityTags> tags(String list) {
    EntityTags tags = new EntityTags(false, new HashSet<>(), new HashSet<>());
    boolean found = false;
    Matcher element = ELEMENT.matcher(list);
    for (int at = 0; at < list.length(); at = element.end()) {
      if (!element.region(at, list.length()).lookingAt()) {
        return Optional.empty();
      }
      String tag = element.group(2);
      found |= tag != null;
      if (tag != null && VERSION.matcher(tag).matches()) {
        (element.group(1) == null ? tags.strong : tags.weak).add(new Version(Long.parseLong(tag)));
      }
    }
    return found ? Optional.of(tags) : Optional.empty();
  }

  /** As {@code If-Match} compares: weak tags never match. */
  boolean matches(Version version) {
    return any || strong.contains(version);
  }

  /** As {@code If-None-Match} compares: weak tags are as good as strong ones. */
  boolean matchesWeakly(Version version) {
    return matches(version) || weak.contains(version);
  }
}
