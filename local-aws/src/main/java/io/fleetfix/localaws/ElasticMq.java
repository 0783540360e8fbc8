package io.fleetfix.localaws;

import io.fleetfix.localaws.gate.GatedProgram;
import io.fleetfix.localaws.gate.SelectedInnerChannels;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * ElasticMQ, an SQS-compatible server with the limits of SQS, in a child process on a free loopback
 * port. It answers SDKs on this machine, with any signature, and no web pages.
 *
 * <p>Unlike SQS, it keeps messages in order, never delivers a duplicate on its own, and refuses to
 * delete a message with the receipt handle of an earlier receive.
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

  /** Starts an instance that keeps its queues in memory. */
  public static ElasticMq inMemory() {
    return start(List.of(), List.of(), ChildOutput.DISCARDED);
  }

  /**
   * Starts an instance that keeps its queues, their messages and its output in a folder. After a
   * restart, all acknowledged messages are back, even if the process was killed.
   *
   * @param queues exist from the start, and are created if they are missing. List every queue in
   *     the folder: creating a queue while it is being restored fails
   */
  public static ElasticMq keepingDataIn(Path folder, List<LocalQueue> queues) {
    List<String> options = new ArrayList<>();
    options.add("-Dmessages-storage.enabled=true");
    // No write delay: a message is on disk before it is acknowledged.
    options.add(
        "-Dmessages-storage.uri=jdbc:h2:"
            + folder.resolve("queues").toAbsolutePath()
            + ";WRITE_DELAY=0");
    queues.forEach(queue -> options.addAll(queue.options()));
    return start(
        options,
        queues.stream().map(LocalQueue::name).toList(),
        ChildOutput.keptIn(folder.resolve("output.log")));
  }

  private static ElasticMq start(List<String> options, List<String> queues, ChildOutput output) {
    int port = ChildProcess.freePort();
    URI endpoint = URI.create("http://" + HOST + ":" + port);
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-Xmx256m",
                "-Drest-sqs.bind-hostname=" + HOST,
                "-Drest-sqs.bind-port=0",
                "-Dnode-address.host=" + HOST,
                "-Dnode-address.port=" + port));
    arguments.addAll(options);
    arguments.addAll(GatedProgram.arguments(SelectedInnerChannels.class, port, MAIN));
    return new ElasticMq(
        ChildProcess.start(
            new JavaProgram(
                "ElasticMQ",
                GatedProgram.classPath(
                    ChildProcess.allOf(ChildProcess.libraries("local-aws/elasticmq"))),
                arguments,
                Map.of(),
                () -> isReady(endpoint, queues),
                output)),
        endpoint);
  }

  /** It responds (with 400, as no action is given) before it has restored its queues. */
  private static boolean isReady(URI endpoint, List<String> queues) {
    return ChildProcess.status(endpoint) == 400
        && queues.stream()
            .map(queue -> endpoint.resolve("/?Action=GetQueueUrl&QueueName=" + queue))
            .allMatch(query -> ChildProcess.status(query) == 200);
  }

  public URI endpoint() {
    return endpoint;
  }

  /** The process, so that tests can stop or freeze it. */
  public ProcessHandle handle() {
    return process.handle();
  }

  ChildProcess process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}
