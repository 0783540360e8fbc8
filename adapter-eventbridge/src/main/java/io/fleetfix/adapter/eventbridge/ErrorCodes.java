package io.fleetfix.adapter.eventbridge;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * The error codes of entries and calls. Only the codes that are listed here as refusals are about
 * the entry itself. Every other code, known or not, can heal: permissions, policies, accounts,
 * limits and faults are not the entry's.
 *
 * <p>The codes of entries are those of <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html">
 * PutEventsResultEntry</a>. That page calls more of them "non-retryable", but means: without a
 * change by an operator. They are {@code AccessDeniedException}, {@code
 * NotAuthorizedForSourceException}, {@code NotAuthorizedForDetailTypeException} (a policy), {@code
 * InvalidAccountIdException} (the bus's ARN) and {@code RedactionFailure} (a fault of CloudTrail).
 */
final class ErrorCodes {
  /**
   * Rejects a whole call because of one of its entries, without naming it. It is among the <a
   * href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/CommonErrors.html">common
   * errors</a>, and the answer to a call that is too large.
   */
  static final String SOME_ENTRY_IS_INVALID = "ValidationException";

  /** Our own code for an entry that was not sent. */
  static final String NOT_SENT = "NotSent";

  /** Our own code for an entry whose result has no error code. */
  private static final String NO_ERROR_CODE = "NoErrorCode";

  /** The bus accepts less than it is sent. */
  private static final String THROTTLED = "ThrottlingException";

  private static final Set<String> REFUSALS =
      Set.of(
          "MalformedDetail", // "The JSON provided is not valid."
          "InvalidArgument", // "A specified parameter is not valid."
          SOME_ENTRY_IS_INVALID);

  /**
   * Pass by themselves: the two codes that AWS calls retryable, their names in the common errors,
   * and a result that is missing its code.
   */
  private static final Set<String> PASSING =
      Set.of(
          THROTTLED, "InternalFailure", "InternalException", "ServiceUnavailable", NO_ERROR_CODE);

  /** What all entries have in common. A message that names it is about our configuration. */
  private static final Pattern CONFIGURED =
      Pattern.compile("\\b(eventBusName|source|detailType)\\b", Pattern.CASE_INSENSITIVE);

  private ErrorCodes() {}

  /**
   * Whether the bus refused this entry for good.
   *
   * @param message the bus's own; may be missing
   */
  static boolean refuses(String code, @Nullable String message) {
    return REFUSALS.contains(code) && (message == null || !CONFIGURED.matcher(message).find());
  }

  /** Whether an entry with this code should be retried at once. */
  static boolean passes(String code) {
    return PASSING.contains(code);
  }

  /** Whether the bus needs less to do. */
  static boolean throttles(String code) {
    return code.equals(THROTTLED);
  }

  /** The code of an entry that was not accepted. */
  static String of(PutEventsResultEntry result) {
    return Objects.requireNonNullElse(result.errorCode(), NO_ERROR_CODE);
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
