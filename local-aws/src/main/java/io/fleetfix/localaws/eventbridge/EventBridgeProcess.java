package io.fleetfix.localaws.eventbridge;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The endpoint as a process of its own, until it is killed. It finds the queues by the SDK's own
 * chain: {@code AWS_ENDPOINT_URL_SQS}, {@code AWS_REGION}, credentials.
 */
public final class EventBridgeProcess {
  private static final String USAGE = "Arguments: <port> <bus> <log file> {<rule>=<queue>}";

  /** Of one attempt, which the SDK must not repeat: the endpoint itself does. */
  private static final Duration SEND_TIMEOUT = Duration.ofSeconds(5);

  private EventBridgeProcess() {}

  /** Arguments: port, name of the bus, log file, and a queue's name for each rule. */
  public static void main(String[] arguments) {
    if (arguments.length < 3) {
      throw new IllegalArgumentException(USAGE);
    }
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
        Path.of(arguments[2]),
        new SqsTarget(queues, queueNames(List.of(arguments).subList(3, arguments.length))));
  }

  private static Map<String, String> queueNames(List<String> pairs) {
    return pairs.stream()
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0],
                pair -> {
                  if (pair.length < 2) {
                    throw new IllegalArgumentException(USAGE);
                  }
                  return pair[1];
                }));
  }
}
