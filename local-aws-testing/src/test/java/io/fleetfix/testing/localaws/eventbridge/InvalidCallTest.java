package io.fleetfix.testing.localaws.eventbridge;

import static io.fleetfix.testing.localaws.eventbridge.EventBridgeUnderTest.entry;
import static io.fleetfix.testing.localaws.eventbridge.EventBridgeUnderTest.event;
import static io.fleetfix.testing.localaws.eventbridge.EventBridgeUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Calls that AWS would refuse are refused with AWS's errors. */
class InvalidCallTest {
  /** The lowest limit for a call in AWS's documents. */
  private static final int MAX_BYTES = 256 * 1024;

  private EventBridgeUnderTest underTest;

  @BeforeEach
  void start(@TempDir Path folder) {
    underTest = new EventBridgeUnderTest(folder);
  }

  @AfterEach
  void stop() {
    underTest.close();
  }

  static Stream<Arguments> incompleteEntries() {
    return Stream.of(
        Arguments.of("Source", change(entry -> entry.source(null))),
        Arguments.of("Source", change(entry -> entry.source(""))),
        Arguments.of("DetailType", change(entry -> entry.detailType(null))),
        Arguments.of("Detail", change(entry -> entry.detail(null))));
  }

  private static PutEventsRequestEntry change(UnaryOperator<PutEventsRequestEntry.Builder> change) {
    return change.apply(event("ParcelShipped").toBuilder()).build();
  }

  @ParameterizedTest
  @MethodSource("incompleteEntries")
  void refusesAnEntryWithoutARequiredField(String field, PutEventsRequestEntry entry) {
    assertRefused(
        entry,
        "InvalidArgument",
        "Parameter %s is not valid. Reason: %<s is a required argument.".formatted(field));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"text", "\"text\"", "[]", "null", "4", "{", "{\"a\":1", "{} {}"})
  void refusesADetailThatIsNotAnObject(String detail) {
    assertRefused(entry(detail), "MalformedDetail", "Detail is malformed.");
  }

  private void assertRefused(PutEventsRequestEntry refused, String code, String message) {
    PutEventsRequestEntry good = event("ParcelShipped");

    PutEventsResponse answer = underTest.put(good, refused, good);

    assertThat(answer.failedEntryCount()).isEqualTo(1);
    assertThat(answer.entries())
        .extracting(PutEventsResultEntry::errorCode)
        .containsExactly(null, code, null);
    assertThat(answer.entries().get(1).errorMessage()).isEqualTo(message);
    assertThat(answer.entries().get(1).eventId()).isNull();
  }

  @Test
  void acceptsAtMostTenEntries() {
    PutEventsRequestEntry entry = event("ParcelShipped");

    assertThat(underTest.put(copies(10, entry)).failedEntryCount()).isZero();
    assertValidationFails(copies(11, entry));
    assertValidationFails();
  }

  @Test
  void limitsTheBytesOfAWholeCall() {
    int overhead = "sample.outbox".length() + "OutboxEvent".length();
    int share = MAX_BYTES / 2 - overhead;

    assertThat(underTest.put(copies(2, sized(share))).failedEntryCount()).isZero();
    assertValidationFails(sized(share), sized(share + 1));
    assertValidationFails(
        sized(share), change(entry -> entry.detail(sized(share).detail()).time(Instant.EPOCH)));
    assertValidationFails(
        sized(share), change(entry -> entry.detail(sized(share).detail()).resources("x")));
  }

  /** Uses characters of two bytes, because AWS counts bytes. */
  private static PutEventsRequestEntry sized(int bytes) {
    int content = bytes - "{\"a\":\"\"}".length();
    return entry("{\"a\":\"%s%s\"}".formatted("ü".repeat(content / 2), "x".repeat(content % 2)));
  }

  private static PutEventsRequestEntry[] copies(int count, PutEventsRequestEntry entry) {
    return Collections.nCopies(count, entry).toArray(PutEventsRequestEntry[]::new);
  }

  private void assertValidationFails(PutEventsRequestEntry... entries) {
    assertThatThrownBy(() -> underTest.put(entries))
        .isInstanceOfSatisfying(
            EventBridgeException.class,
            failure -> {
              assertThat(failure.statusCode()).isEqualTo(400);
              assertThat(failure.awsErrorDetails().errorCode()).isEqualTo("ValidationException");
            });
  }

  static Stream<Arguments> malformedRequests() {
    return Stream.of(
        Arguments.of("AWSEvents.PutEvents", "{", 400, "SerializationException"),
        Arguments.of("AWSEvents.PutEvents", "[]", 400, "ValidationException"),
        Arguments.of("AWSEvents.PutEvents", "", 400, "ValidationException"),
        Arguments.of("AWSEvents.PutEvents", "{\"Entries\":{\"a\":1}}", 400, "ValidationException"),
        Arguments.of("AWSEvents.PutRule", "{}", 400, "UnknownOperationException"),
        Arguments.of("", "{}", 400, "UnknownOperationException"),
        Arguments.of(
            "AWSEvents.PutEvents", "x".repeat(5_000_000), 413, "RequestEntityTooLargeException"));
  }

  @ParameterizedTest
  @MethodSource("malformedRequests")
  void answersMalformedRequestsWithAnError(String target, String body, int status, String type)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(underTest.eventBridge().endpoint())
            .header("Authorization", "AWS4-HMAC-SHA256 of nothing")
            .header("X-Amz-Target", target)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.headers().allValues("x-amzn-ErrorType")).isEqualTo(List.of(type));
      assertThat(answer.headers().allValues("Content-Type"))
          .isEqualTo(List.of("application/x-amz-json-1.1"));
      assertThat(json(answer.body()).path("__type").asText()).isEqualTo(type);
    }
  }
}
