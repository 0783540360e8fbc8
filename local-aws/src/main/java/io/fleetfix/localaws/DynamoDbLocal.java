package io.fleetfix.localaws;

import io.fleetfix.localaws.gate.GatedProgram;
import io.fleetfix.localaws.gate.InnerChannels;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * DynamoDB Local in a child process on a free loopback port. It answers SDKs on this machine, with
 * any signature, and no web pages. If it is killed, it can lose the last writes that it
 * acknowledged.
 */
public final class DynamoDbLocal implements AutoCloseable {
  private static final String MAIN = "software.amazon.dynamodb.services.local.main.ServerRunner";

  private final ChildProcess process;
  private final URI endpoint;

  private DynamoDbLocal(ChildProcess process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts an instance that keeps its data in memory. */
  public static DynamoDbLocal inMemory() {
    return start(List.of("-inMemory"), Map.of(), ChildOutput.DISCARDED);
  }

  /**
   * Starts an instance that keeps its data in memory.
   *
   * @param environment added to this process's environment, for example to set a fake clock
   */
  public static DynamoDbLocal inMemory(Map<String, String> environment) {
    return start(List.of("-inMemory"), environment, ChildOutput.DISCARDED);
  }

  /** Starts an instance that keeps its data and its output in a folder, which must exist. */
  public static DynamoDbLocal keepingDataIn(Path folder) {
    return start(
        List.of("-dbPath", folder.toString()),
        Map.of(),
        ChildOutput.keptIn(folder.resolve("output.log")));
  }

  private static DynamoDbLocal start(
      List<String> storage, Map<String, String> environment, ChildOutput output) {
    int port = ChildProcess.freePort();
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    Path libraries = ChildProcess.libraries("local-aws/dynamodb-local");
    List<String> arguments = new ArrayList<>();
    arguments.add("-Djava.library.path=" + libraries);
    arguments.addAll(GatedProgram.arguments(InnerChannels.class, port, MAIN));
    arguments.addAll(List.of("-port", Integer.toString(port), "-disableTelemetry"));
    arguments.addAll(storage);
    return new DynamoDbLocal(
        ChildProcess.start(
            new JavaProgram(
                "DynamoDB Local",
                GatedProgram.classPath(ChildProcess.allOf(libraries)),
                arguments,
                environment,
                () -> ChildProcess.status(endpoint) != 0,
                output)),
        endpoint);
  }

  public URI endpoint() {
    return endpoint;
  }

  /**
   * New credentials, and so an empty database: there is one per access key. The key looks like an
   * AWS account number, because LocalStack treats it as one and separates data by account.
   */
  public static StaticCredentialsProvider freshDatabase() {
    String key = "%012d".formatted(new SecureRandom().nextLong(1_000_000_000_000L));
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "local"));
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
