package io.fleetfix.localaws;

import java.time.Duration;
import java.util.List;

/**
 * A queue that exists from the start, with its dead-letter queue {@code <name>-dlq}.
 *
 * @param name letters, digits and hyphens
 * @param visibility the default visibility timeout, in whole seconds
 * @param maxReceives a message that was received this often without a delete goes to the
 *     dead-letter queue
 */
public record LocalQueue(String name, Duration visibility, int maxReceives) {
  /** In creation order: the redrive policy refers to the dead-letter queue. */
  List<String> options() {
    String timeout = ".defaultVisibilityTimeout=" + visibility.toSeconds() + "s";
    return List.of(
        "-Dqueues." + deadLetters() + timeout,
        "-Dqueues." + name + timeout,
        "-Dqueues." + name + ".deadLettersQueue.name=" + deadLetters(),
        "-Dqueues." + name + ".deadLettersQueue.maxReceiveCount=" + maxReceives);
  }

  public String deadLetters() {
    return name + "-dlq";
  }
}
