package io.fleetfix.localaws;

import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * DynamoDB Local as a process of its own on a free port. It listens on every interface, as it has
 * no way to be told otherwise. Killed hard, it can forget what it acknowledged last.
 */
public final class DynamoDbLocal implements AutoCloseable {
  private static final String MAIN = "software.amazon.dynamodb.services.local.main.ServerRunner";

  private final ChildProcess process;
  private final URI endpoint;

  private DynamoDbLocal(ChildProcess process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts one that forgets everything when it stops. */
  public static DynamoDbLocal inMemory() {
    return start(List.of("-inMemory"), Map.of());
  }

  /**
   * Starts one that forgets everything when it stops.
   *
   * @param environment beside this process's own, such as another clock's
   */
  public static DynamoDbLocal inMemory(Map<String, String> environment) {
    return start(List.of("-inMemory"), environment);
  }

  /** Starts one that keeps its data in a folder, which must be there. */
  public static DynamoDbLocal keepingDataIn(Path folder) {
    return start(List.of("-dbPath", folder.toString()), Map.of());
  }

  private static DynamoDbLocal start(List<String> storage, Map<String, String> environment) {
    int port = ChildProcess.freePort();
    URI endpoint = URI.create("http://127.0.0.1:" + port);
    Path libraries = ChildProcess.libraries("local-aws/dynamodb-local");
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-Djava.library.path=" + libraries,
                MAIN,
                "-port",
                Integer.toString(port),
                "-disableTelemetry"));
    arguments.addAll(storage);
    return new DynamoDbLocal(
        ChildProcess.start(
            "DynamoDB Local",
            ChildProcess.allOf(libraries),
            arguments,
            environment,
            () -> isThere(endpoint)),
        endpoint);
  }

  /** It wants a signed request, and says so. */
  private static boolean isThere(URI endpoint) {
    return ChildProcess.status(endpoint) == 400;
  }

  public URI endpoint() {
    return endpoint;
  }

  /**
   * Credentials that nobody had before: each access key has a database of its own. It looks like an
   * account's number, since LocalStack takes it for one and does likewise.
   */
  public static StaticCredentialsProvider freshDatabase() {
    String key = "%012d".formatted(new SecureRandom().nextLong(1_000_000_000_000L));
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "local"));
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
