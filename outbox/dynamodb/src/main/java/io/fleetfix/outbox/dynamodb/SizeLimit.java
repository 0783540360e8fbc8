package io.fleetfix.outbox.dynamodb;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/**
 * Recognises that DynamoDB refuses something because of its size. The code is that of every invalid
 * request, so only the message can show it.
 */
final class SizeLimit {
  private static final Pattern EXCEEDED =
      Pattern.compile(
          "\\bsize\\b.*\\b(exceed|larger|limit|maximum)|\\b(exceed|larger).*\\bsize\\b|too large",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private SizeLimit() {}

  /** Of one item of a transaction. */
  static boolean isExceeded(CancellationReason reason) {
    return "ItemCollectionSizeLimitExceeded".equals(reason.code())
        || ("ValidationError".equals(reason.code()) && matches(reason.message()));
  }

  /** Of the request as a whole. */
  static boolean isExceeded(AwsServiceException failure) {
    return failure.statusCode() == 413
        || (failure.awsErrorDetails() != null
            && "ValidationException".equals(failure.awsErrorDetails().errorCode())
            && matches(failure.awsErrorDetails().errorMessage()));
  }

  private static boolean matches(@Nullable String message) {
    return message != null && EXCEEDED.matcher(message).find();
  }
}
