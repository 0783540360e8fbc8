package io.fleetfix.bootstrap;

import java.net.ConnectException;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Says in one line what to do about a failure of the AWS SDK, whose own messages are long. */
final class AwsFailure {
  private static final int MAX_LENGTH = 300;
  private static final String CHECK =
      ". Check the network, AWS_REGION, and AWS_ENDPOINT_URL_DYNAMODB if it is set.";

  private AwsFailure() {}

  static Optional<String> explain(Throwable failure) {
    return switch (failure) {
      case AwsServiceException refused -> Optional.of(refusal(refused));
      case ApiCallTimeoutException timeout -> Optional.of(ofATimeout(timeout));
      case ApiCallAttemptTimeoutException timeout -> Optional.of(ofATimeout(timeout));
      case SdkClientException client -> Optional.of(ofTheClient(message(client)));
      case URISyntaxException url ->
          Optional.of(
              "An endpoint of the AWS SDK is not a URL: "
                  + message(url)
                  + ". Check the variables whose names start with AWS_ENDPOINT_URL.");
      default -> Optional.empty();
    };
  }

  private static String refusal(AwsServiceException refused) {
    AwsErrorDetails details = refused.awsErrorDetails();
    return details == null || details.errorCode() == null
        ? "AWS refused a request: " + message(refused)
        : "AWS refused a request with %s: %s"
            .formatted(details.errorCode(), shortened(String.valueOf(details.errorMessage())));
  }

  /** The same line as without the timeout, if {@code TableCheck} found that nothing listens. */
  private static String ofATimeout(SdkClientException timeout) {
    return Arrays.stream(timeout.getSuppressed())
        .filter(ConnectException.class::isInstance)
        .findFirst()
        .map(refusal -> unreachable(message(refusal)))
        .orElse("DynamoDB did not answer in time" + CHECK);
  }

  private static String ofTheClient(String message) {
    if (message.startsWith("Unable to load region")) {
      return "No AWS region is set. Set AWS_REGION, for example AWS_REGION=eu-central-1.";
    }
    if (message.startsWith("Unable to load credentials")) {
      return "No AWS credentials were found. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
          + " AWS_SECRET_ACCESS_KEY, or give the instance or task a role.";
    }
    String reason = message.replaceFirst("^Unable to execute HTTP request: ", "");
    return reason.equals(message)
        ? "The AWS SDK reports: " + message
        : unreachable(reason.replaceFirst("[. ]+$", ""));
  }

  private static String unreachable(String reason) {
    return "DynamoDB can't be reached: " + reason + CHECK;
  }

  private static String message(Throwable failure) {
    return shortened(String.valueOf(failure.getMessage()));
  }

  private static String shortened(String text) {
    String line = text.lines().findFirst().orElse("").strip();
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "...";
  }
}
