package io.fleetfix.adapter.http.message;

import io.javalin.http.Context;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The media types that a client accepts, as RFC 9110 (12.5.1) defines them. Parameters other than
 * the weight are ignored, and a malformed weight counts as the highest.
 */
public record Accept(List<Range> ranges) {
  private static final String HEADER = "Accept";
  private static final double HIGHEST = 1;

  /**
   * One or several media types.
   *
   * @param type such as {@code application/pdf}, {@code application/*} or {@code *}{@code /*}
   * @param weight from 0 (not acceptable) to 1
   */
  private record Range(String type, double weight) {
    static Range of(String text) {
      String[] parts = text.split(";", -1);
      double weight = HIGHEST;
      for (String part : List.of(parts).subList(1, parts.length)) {
        String parameter = part.strip().toLowerCase(Locale.ROOT);
        if (parameter.matches("q=[01](\\.[0-9]{0,3})?")) {
          weight = Double.parseDouble(parameter.substring(2));
        }
      }
      return new Range(parts[0].strip().toLowerCase(Locale.ROOT), weight);
    }

    boolean matches(String offered) {
      return type.equals("*/*")
          || type.equals(offered)
          || (type.endsWith("/*") && offered.startsWith(type.substring(0, type.length() - 1)));
    }

    /** The most exact range decides. */
    int exactness() {
      return type.equals("*/*") ? 0 : type.endsWith("/*") ? 1 : 2;
    }
  }

  public static Accept of(@Nullable String header) {
    String given = header == null || header.isBlank() ? "*/*" : header;
    return new Accept(List.of(given.split(",")).stream().map(Range::of).toList());
  }

  /**
   * The media type of the answer to a request. The answer depends on the header, and says so.
   *
   * @param offered the first one wins if the client has no preference
   * @throws NotAcceptable if the client accepts none of them
   */
  public static String negotiated(Context context, List<String> offered) {
    context.header("Vary", HEADER);
    return of(context.header(HEADER)).best(offered).orElseThrow(() -> new NotAcceptable(offered));
  }

  /**
   * The media type that the client prefers.
   *
   * @param offered the first one wins if the client has no preference
   * @return empty if the client accepts none of them
   */
  public Optional<String> best(List<String> offered) {
    Optional<String> best = Optional.empty();
    double bestWeight = 0;
    for (String type : offered) {
      double weight = weight(type);
      if (weight > bestWeight) {
        best = Optional.of(type);
        bestWeight = weight;
      }
    }
    return best;
  }

  private double weight(String offered) {
    return ranges.stream()
        .filter(range -> range.matches(offered))
        .max(Comparator.comparingInt(Range::exactness))
        .map(Range::weight)
        .orElse(0.0);
  }
}
