package io.fleetfix.adapter.eventbridge;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** The error codes of entries and calls. */
final class ErrorCodes {
  /** Rejects a whole call because of one of its entries, without saying which. */
  static final String SOME_ENTRY_IS_INVALID = "ValidationException";

  /** Our own code for an entry that was not sent. */
  static final String NOT_ASKED = "NotAsked";

  /** Our own code for an entry whose result has no error code. */
  private static final String NO_WORD = "NoWord";

  private static final Set<String> PASSING =
      Set.of(
          "ThrottlingException",
          "InternalFailure",
          "InternalException",
          "ServiceUnavailable",
          NO_WORD);

  private ErrorCodes() {}

  /** Whether an entry with this code should be retried; every other code is a refusal. */
  static boolean passes(String code) {
    return PASSING.contains(code);
  }

  /** The code of an entry that was not accepted. */
  static String of(PutEventsResultEntry result) {
    return Objects.requireNonNullElse(result.errorCode(), NO_WORD);
  }

  /** The code of a failed call, or the exception's name if the service did not answer. */
  static String of(RuntimeException failure) {
    return failure instanceof AwsServiceException answer
        ? Optional.ofNullable(answer.awsErrorDetails())
            .map(AwsErrorDetails::errorCode)
            .orElse("HTTP " + answer.statusCode())
        : failure.getClass().getSimpleName();
  }
}
