package io.fleetfix.localaws;

import java.time.Duration;
import java.util.List;

/**
 * A queue that is there from the start, and its dead-letter queue {@code <name>-dlq}.
 *
 * @param name letters, digits, hyphens
 * @param visibility for receivers that name none, in whole seconds
 * @param maxReceives after so many receives without a delete, a message goes to the other queue
 */
public record LocalQueue(String name, Duration visibility, int maxReceives) {
  /** In the order in which they must be made: the redrive names the other queue. */
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
