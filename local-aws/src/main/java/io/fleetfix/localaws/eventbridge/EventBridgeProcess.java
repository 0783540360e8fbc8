package io.fleetfix.localaws.eventbridge;

import io.fleetfix.outbox.loop.UncaughtFailures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Runs the endpoint in a process of its own until that is killed. The SDK's standard variables
 * select the queues: {@code AWS_ENDPOINT_URL_SQS}, {@code AWS_REGION}, credentials.
 */
public final class EventBridgeProcess {
  private static final String USAGE =
      "Arguments: <port> <bus> <log file> {<rule> <pattern> <queue> <max receives>}";

  /** For one attempt. The SDK must not retry, because the endpoint itself does. */
  private static final Duration SEND_TIMEOUT = Duration.ofSeconds(5);

  private EventBridgeProcess() {}

  /** Arguments: port, name of the bus, log file, and {@link LocalRule#arguments} of each rule. */
  public static void main(String[] arguments) {
    if (arguments.length < 3) {
      throw new IllegalArgumentException(USAGE);
    }
    List<LocalRule> rules = LocalRule.ofArguments(List.of(arguments).subList(3, arguments.length));
    SqsClient queues =
        SqsClient.builder()
            .overrideConfiguration(
                limits ->
                    limits
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallAttemptTimeout(SEND_TIMEOUT)
                        .apiCallTimeout(SEND_TIMEOUT))
            .build();
    LocalEventBridge.start(
        Integer.parseInt(arguments[0]),
        arguments[1],
        rules,
        Path.of(arguments[2]),
        new SqsTarget(queues, rules));
    UncaughtFailures.handleAll(); // not earlier: why a start failed is for its caller to read
  }
}
