package io.fleetfix.adapter.eventbridge;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** EventBridge's words for what went wrong. */
final class ErrorCodes {
  /** A whole call's word, which names no entry although one of them must be the reason. */
  static final String SOME_ENTRY_IS_INVALID = "ValidationException";

  /** Our own word for an entry that was not sent at all. */
  static final String NOT_ASKED = "NotAsked";

  /** Our own word for an entry of which the bus said nothing. */
  private static final String NO_WORD = "NoWord";

  private static final Set<String> PASSING =
      Set.of(
          "ThrottlingException",
          "InternalFailure",
          "InternalException",
          "ServiceUnavailable",
          NO_WORD);

  private ErrorCodes() {}

  /** Whether an entry with this code is worth another try; any other code is a refusal. */
  static boolean passes(String code) {
    return PASSING.contains(code);
  }

  /** What the service says to an entry that it did not accept. */
  static String of(PutEventsResultEntry result) {
    return Objects.requireNonNullElse(result.errorCode(), NO_WORD);
  }

  /** What the service says to a whole call, or the exception's name if it didn't speak. */
  static String of(RuntimeException failure) {
    return failure instanceof AwsServiceException answer
        ? Optional.ofNullable(answer.awsErrorDetails())
            .map(AwsErrorDetails::errorCode)
            .orElse("HTTP " + answer.statusCode())
        : failure.getClass().getSimpleName();
  }
}
