package io.fleetfix.adapter.http.token;

import com.nimbusds.jwt.SignedJWT;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token, read strictly: a claim of an unexpected type refuses the token, and no
 * value is converted. A claim that is null is absent.
 */
record Claims(Map<String, Object> json) {
  static Claims of(SignedJWT token) throws RefusedToken {
    Map<String, Object> json = token.getPayload().toJSONObject();
    if (json == null) {
      throw new RefusedToken("form");
    }
    return new Claims(json);
  }

  boolean has(String claim) {
    return json.get(claim) != null;
  }

  /** A text, which is not blank. */
  Optional<String> text(String claim) throws RefusedToken {
    Object value = json.get(claim);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && !text.isBlank()) {
      return Optional.of(text);
    }
    throw new RefusedToken(claim);
  }

  Optional<Instant> time(String claim) throws RefusedToken {
    Object value = json.get(claim);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Number seconds) {
      try {
        return Optional.of(Instant.ofEpochSecond(seconds.longValue()));
      } catch (DateTimeException outOfRange) {
        throw new RefusedToken(claim);
      }
    }
    throw new RefusedToken(claim);
  }

  /** The words of a claim that is a text with spaces between them, or a list of words. */
  List<String> words(String path) throws RefusedToken {
    return find(json, path) instanceof String text ? List.of(text.split(" ", -1)) : texts(path);
  }

  /** The texts of a claim that is a text or a list of them; empty if it is absent. */
  List<String> texts(String path) throws RefusedToken {
    return switch (find(json, path)) {
      case null -> List.of();
      case String text -> List.of(text);
      case List<?> list -> texts(list, path);
      default -> throw new RefusedToken(path);
    };
  }

  private static List<String> texts(List<?> list, String path) throws RefusedToken {
    List<String> texts = new ArrayList<>();
    for (Object each : list) {
      if (!(each instanceof String text)) {
        throw new RefusedToken(path);
      }
      texts.add(text);
    }
    return texts;
  }

  /** Names may contain dots themselves, such as those that are URLs. */
  private static @Nullable Object find(Map<?, ?> object, String path) {
    Object value = object.get(path);
    for (int dot = path.indexOf('.'); value == null && dot >= 0; dot = path.indexOf('.', dot + 1)) {
      if (object.get(path.substring(0, dot)) instanceof Map<?, ?> inner) {
        value = find(inner, path.substring(dot + 1));
      }
    }
    return value;
  }
}
