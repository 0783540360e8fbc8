package io.fleetfix.adapter.http.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
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

/** JSON in and out: strict in, plain out. */
public final class Json {
  public static final String MEDIA_TYPE = "application/json";
  public static final String PROBLEM_MEDIA_TYPE = "application/problem+json";

  private static final int MAX_DEPTH = 8;

  /** Twenty times what any field may have: those get told their own limit. */
  private static final int MAX_TEXT = 10_000;

  private static final int MAX_NAME = 100;
  private static final int MAX_DIGITS = 100;

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
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** A body that can't be read as JSON; the message says why and repeats nothing of it. */
  public static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unreadable(String message) {
      super(message);
    }
  }

  /**
   * Reads a body whole.
   *
   * @throws Unreadable for anything but one JSON value in UTF-8, without a key given twice and not
   *     nested without end
   */
  public static JsonNode read(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return MAPPER.readTree(text);
    } catch (CharacterCodingException notUtf8) {
      throw new Unreadable("The body must be UTF-8.");
    } catch (JsonProcessingException notJson) {
      throw new Unreadable(
          "The body must be one JSON object, at most " + MAX_DEPTH + " deep, no key given twice.");
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
   * @throws UncheckedIOException if who asked has gone
   */
  public static void answer(Context context, int status, Object body) {
    answer(context, status, MEDIA_TYPE, body);
  }

  public static void answer(Context context, Problem problem) {
    answer(context, problem.status(), PROBLEM_MEDIA_TYPE, problem);
  }

  /** Past Javalin's own way, which takes the body for a stream and copies it piece by piece. */
  private static void answer(Context context, int status, String mediaType, Object body) {
    HttpServletResponse response = context.status(status).contentType(mediaType).res();
    try {
      response.getOutputStream().write(bytes(body));
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
