package io.fleetfix.adapter.http.command;

import io.fleetfix.adapter.http.message.Json;
import io.fleetfix.adapter.http.message.Problem;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.Set;

/**
 * The headers with which a client sends the {@code ETag} of a state it has read, so that its
 * command does nothing to a later state, and its read transfers nothing known. The tag is the
 * version.
 */
public final class Preconditions {
  private static final String IF_MATCH = "If-Match";
  private static final String IF_NONE_MATCH = "If-None-Match";
  private static final int NOT_MODIFIED = 304;

  private Preconditions() {}

  /**
   * Reads the headers of a command.
   *
   * @return the versions to which the command applies, an empty set with {@code If-None-Match: *};
   *     empty if it applies to any version
   * @throws InvalidValue if a header is malformed, or if {@code If-None-Match} is not {@code *}
   */
  static Optional<Set<Version>> ofCommand(Context context) {
    Optional<EntityTags> match = EntityTags.of(context, IF_MATCH);
    Optional<EntityTags> noneMatch = EntityTags.of(context, IF_NONE_MATCH);
    if (noneMatch.isPresent() && !noneMatch.get().any()) {
      throw new InvalidValue(IF_NONE_MATCH, "must be * in a command; use If-Match for ETags");
    }
    return noneMatch.isPresent()
        ? Optional.of(Set.of())
        : match.filter(tags -> !tags.any()).map(EntityTags::strong);
  }

  /** Answers a command that did nothing because of its headers. */
  public static void refuse(Context context) {
    Json.answer(
        context,
        Problem.otherVersion(context.header(IF_NONE_MATCH) == null ? IF_MATCH : IF_NONE_MATCH));
  }

  /**
   * Answers a read with a state and its tag, unless the headers ask for another version (412) or
   * for none that the client knows (304).
   *
   * @param answer writes the state
   * @throws InvalidValue if a header is malformed
   */
  public static void answer(Context context, Aggregate shown, Runnable answer) {
    Optional<EntityTags> match = EntityTags.of(context, IF_MATCH);
    Optional<EntityTags> noneMatch = EntityTags.of(context, IF_NONE_MATCH);
    if (match.isPresent() && !match.get().matches(shown.version())) {
      Json.answer(context, Problem.otherVersion(IF_MATCH));
      return;
    }
    tag(context, shown);
    if (noneMatch.isPresent() && noneMatch.get().matchesWeakly(shown.version())) {
      context.status(NOT_MODIFIED).res().setContentType(null); // Javalin has set its default
    } else {
      answer.run();
    }
  }

  /** Adds the tag of the state that the answer shows, if it has a version. */
  public static void tag(Context context, Aggregate shown) {
    if (!shown.version().equals(Version.NONE)) {
      context.header("ETag", "\"" + shown.version().value() + "\"");
    }
  }
}
