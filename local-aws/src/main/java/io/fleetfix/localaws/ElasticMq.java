package io.fleetfix.localaws;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * ElasticMQ, which speaks SQS with the real one's limits, as a process of its own on a free port of
 * the loopback. It takes any credentials.
 *
 * <p>It differs from SQS: it never loses its order or repeats a message by itself, and it refuses
 * to delete by the receipt of an earlier receive.
 */
public final class ElasticMq implements AutoCloseable {
  private static final String MAIN = "org.elasticmq.server.Main";
  private static final String HOST = "127.0.0.1";

  private final ChildProcess process;
  private final URI endpoint;

  private ElasticMq(ChildProcess process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts one that forgets everything when it stops. */
  public static ElasticMq inMemory() {
    return start(List.of(), List.of());
  }

  /**
   * Starts one that keeps its queues and their messages in a folder. What it has acknowledged is
   * there again after a restart, even if it was killed hard.
   *
   * @param queues are there from the start; made if they were not there before. Whoever makes one
   *     that is just being restored gets in its way, so name all that are in the folder
   */
  public static ElasticMq keepingDataIn(Path folder, List<LocalQueue> queues) {
    List<String> options = new ArrayList<>();
    options.add("-Dmessages-storage.enabled=true");
    // Without a delay, what is acknowledged is written.
    options.add(
        "-Dmessages-storage.uri=jdbc:h2:"
            + folder.resolve("queues").toAbsolutePath()
            + ";WRITE_DELAY=0");
    queues.forEach(queue -> options.addAll(queue.options()));
    return start(options, queues.stream().map(LocalQueue::name).toList());
  }

  private static ElasticMq start(List<String> options, List<String> queues) {
    int port = ChildProcess.freePort();
    URI endpoint = URI.create("http://" + HOST + ":" + port);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-Xmx256m",
                "-Drest-sqs.bind-hostname=" + HOST,
                "-Drest-sqs.bind-port=" + port,
                "-Dnode-address.host=" + HOST,
                "-Dnode-address.port=" + port));
    arguments.addAll(options);
    arguments.add(MAIN);
    return new ElasticMq(
        ChildProcess.start(
            "ElasticMQ",
            ChildProcess.allOf(ChildProcess.libraries("local-aws/elasticmq")),
            arguments,
            Map.of(),
            () -> isThere(endpoint, queues)),
        endpoint);
  }

  /** It answers, with 400 as it was not told what to do, before it has restored its queues. */
  private static boolean isThere(URI endpoint, List<String> queues) {
    return ChildProcess.status(endpoint) == 400
        && queues.stream()
            .map(queue -> endpoint.resolve("/?Action=GetQueueUrl&QueueName=" + queue))
            .allMatch(question -> ChildProcess.status(question) == 200);
  }

  public URI endpoint() {
    return endpoint;
  }

  /** The process, to be stopped or frozen by tests. */
  public ProcessHandle handle() {
    return process.handle();
  }

  @Override
  public void close() {
    process.close();
  }
}
