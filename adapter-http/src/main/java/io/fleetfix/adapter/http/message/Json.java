package io.fleetfix.adapter.http.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads bodies strictly and writes answers. */
public final class Json {
  public static final String MEDIA_TYPE = "application/json";
  public static final String PROBLEM_MEDIA_TYPE = "application/problem+json";

  /** For every 429 and 503. */
  public static final String RETRY_AFTER_SECONDS = "1";

  static final int MAX_DEPTH = 8;

  /** Twenty times the limit of any field, so that a long field is refused with its own limit. */
  static final int MAX_TEXT = 10_000;

  static final int MAX_NAME = 100;
  static final int MAX_DIGITS = 100;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxStringLength(MAX_TEXT)
                          .maxNameLength(MAX_NAME)
                          .maxNumberLength(MAX_DIGITS)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  // By default, a character beyond the BMP has two escapes: twelve bytes, not four.
                  .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
                  // Jetty sends a short answer at once, with its length, only if it is not flushed.
                  .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
                  .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
                  .build())
          .build();

  private Json() {}

  /** A body that is not JSON. The message says where and why, and repeats nothing of the body. */
  public static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String detail;

    public Unreadable(String detail) {
      super(detail);
      this.detail = detail;
    }

    public String detail() {
      return detail;
    }
  }

  /**
   * Reads a whole body.
   *
   * @throws Unreadable for anything but one JSON value in UTF-8, without duplicate keys and within
   *     the limits
   */
  public static JsonNode read(byte[] body) {
    String text = utf8(body);
    try (JsonParser parser = MAPPER.createParser(text)) {
      JsonNode value = first(parser);
      JsonLocation more = next(parser);
      if (more != null) {
        throw new Unreadable(MalformedJson.trailing(more));
      }
      return value;
    } catch (IOException impossible) {
      throw new IllegalStateException("A text in memory can be read", impossible);
    }
  }

  private static String utf8(byte[] body) {
    ByteBuffer bytes = ByteBuffer.wrap(body);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new Unreadable(
          "The body is not UTF-8: byte " + (bytes.position() + 1) + " is invalid.");
    }
  }

  private static JsonNode first(JsonParser parser) throws IOException {
    @Nullable JsonNode value;
    try {
      value = MAPPER.readTree(parser);
    } catch (JsonProcessingException mistake) {
      throw new Unreadable(MalformedJson.describe(mistake, parser));
    }
    if (value == null) {
      throw new Unreadable("The body is empty. Send one JSON object.");
    }
    return value;
  }

  private static @Nullable JsonLocation next(JsonParser parser) throws IOException {
    try {
      return parser.nextToken() == null ? null : parser.currentTokenLocation();
    } catch (JsonProcessingException junk) {
      return Objects.requireNonNullElse(junk.getLocation(), parser.currentLocation());
    }
  }

  public static byte[] bytes(Object body) {
    try {
      return MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Every answer can be written as JSON", impossible);
    }
  }

  /**
   * Answers with a body.
   *
   * @throws UncheckedIOException if the client has disconnected
   */
  public static void answer(Context context, int status, Object body) {
    answer(context, status, MEDIA_TYPE, body);
  }

  /** Answers with a problem, and with {@code Retry-After} if a later request may succeed. */
  public static void answer(Context context, Problem problem) {
    if (problem.status() == 429 || problem.status() == 503) {
      context.header("Retry-After", RETRY_AFTER_SECONDS);
    }
    Problem identified = problem.withRequestId(RequestId.of(context));
    answer(context, problem.status(), PROBLEM_MEDIA_TYPE, identified);
  }

  /** Answers 503. */
  public static void answerUnavailable(Context context, String detail) {
    answer(context, Problem.of(ProblemType.UNAVAILABLE, detail));
  }

  /** Answers where Javalin has no context: after an {@link Error}. */
  public static void answer(HttpServletResponse response, Problem problem) {
    response.setStatus(problem.status());
    response.setContentType(PROBLEM_MEDIA_TYPE);
    write(response, problem.withRequestId(response.getHeader(RequestId.HEADER)));
  }

  private static void answer(Context context, int status, String mediaType, Object body) {
    write(context.status(status).contentType(mediaType).res(), body);
  }

  /**
   * Writes the body in pieces, as the client takes them: as a whole, the bodies of all answers in
   * progress may not fit in memory. Bypasses Javalin's result, which would copy it.
   */
  private static void write(HttpServletResponse response, Object body) {
    try {
      MAPPER.writeValue(response.getOutputStream(), body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Every answer can be written as JSON", impossible);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
