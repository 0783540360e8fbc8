package io.fleetfix.adapter.http.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fleetfix.outbox.contracts.hostile.Attack;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The detail says what is wrong with a body and where, and quotes nothing of it. */
class MalformedJsonTest {
  static Stream<Arguments> bodies() {
    return Stream.of(
        bad("", "The body is empty. Send one JSON object."),
        bad(" \n", "The body is empty. Send one JSON object."),
        bad("{\"mark\":}", "Unexpected character at line 1, column 9."),
        bad("{\"a\":\n  mark}", "Unexpected character at line 2, column 3."),
        bad("{'mark':1}", "Unexpected character at line 1, column 2."),
        bad("{\"a\":\"b\nmark\"}", "Unexpected character at line 1, column 8."),
        bad("{\"a\":\"\\q\"}", "Unexpected character at line 1, column 8."),
        bad("{\"a\":01}", "Unexpected character at line 1, column 7."),
        bad("{\"a\":1\n \"b\":2}", "Unexpected character at line 2, column 2."),
        bad("\ufeff{}", "Unexpected character at line 1, column 1."),
        bad("/* mark */{}", "Unexpected character at line 1, column 1."),
        bad("{\"a\":1]", "Unexpected character at line 1, column 7."),
        bad("{\"mark\":1", "Unexpected end of the body at line 1, column 10."),
        bad("{\"a\":\n\"mark", "Unexpected end of the body at line 2, column 6."),
        bad("{\"a\":1,\n\"mark\":1,\"mark\":2}", "Duplicate key before line 2, column 16."),
        bad("{\"a\":NaN}", "NaN or Infinity, which is not a JSON value, before line 1, column 9."),
        bad("[[[[[[[[[1]]]]]]]]]", "More than 8 levels of nesting at line 1, column 9."),
        bad(
            "{\"a\":\n \"" + "mark".repeat(5_000) + "\"}",
            "A text of more than 10000 characters at line 2, column 2."),
        bad(
            "{\"a\":\n" + "9".repeat(200) + "}",
            "A number of more than 100 digits before line 2, column 201."),
        bad(
            "{\"" + "mark".repeat(50) + "\":1}",
            "A key of more than 100 characters before line 1, column 204."),
        bad("{}\n {}", "Unexpected content after the JSON object at line 2, column 2."),
        bad("{}\n mark", "Unexpected content after the JSON object at line 2, column 2."),
        bad("{}}", "Unexpected content after the JSON object at line 1, column 3."),
        bad("[]", "The body must be a JSON object, not an array, text, number or null."));
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "any invalid JSON",
      answer = "400 `malformed-body` with line and column, and nothing of the text")
  @ParameterizedTest
  @MethodSource("bodies")
  void isDescribedWithLineAndColumn(String body, String detail) {
    assertThat(detailOf(body.getBytes(StandardCharsets.UTF_8))).isEqualTo(detail);
  }

  static Stream<Arguments> noUtf8() {
    return Stream.of(
        Arguments.of(new byte[] {(byte) 0xff}, 1),
        Arguments.of(new byte[] {'{', '"', (byte) 0xc3, '"', '}'}, 3));
  }

  @ParameterizedTest
  @MethodSource("noUtf8")
  void theFirstByteThatIsNotUtf8IsNamed(byte[] body, int position) {
    assertThat(detailOf(body))
        .isEqualTo("The body is not UTF-8: byte " + position + " is invalid.");
  }

  private static String detailOf(byte[] body) {
    return catchThrowableOfType(Json.Unreadable.class, () -> RequestBody.of(body)).detail();
  }

  private static Arguments bad(String body, String detail) {
    return Arguments.of(body, detail);
  }
}
