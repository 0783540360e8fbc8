package io.fleetfix.support.localaws;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * DynamoDB Local as a process of its own on a free port. It listens on every interface, as it has
 * no way to be told otherwise. Killed hard, it can forget what it acknowledged last.
 */
public final class DynamoDbLocal implements AutoCloseable {
  private static final Path LIBRARIES = Path.of("support", "dynamodb-local", "target", "lib");
  private static final String MAIN = "software.amazon.dynamodb.services.local.main.ServerRunner";
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final Process process;
  private final URI endpoint;

  private DynamoDbLocal(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts one that forgets everything when it stops. */
  public static DynamoDbLocal inMemory() {
    return start(List.of("-inMemory"));
  }

  /** Starts one that keeps its data in a folder. */
  public static DynamoDbLocal keepingDataIn(Path folder) {
    return start(List.of("-dbPath", folder.toString()));
  }

  private static DynamoDbLocal start(List<String> storage) {
    int port = freePort();
    Path libraries = libraries();
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.library.path=" + libraries,
                "-cp",
                libraries + File.separator + "*",
                MAIN,
                "-port",
                Integer.toString(port),
                "-disableTelemetry"));
    command.addAll(storage);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      DynamoDbLocal local = new DynamoDbLocal(process, URI.create("http://127.0.0.1:" + port));
      local.awaitReadiness();
      return local;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI endpoint() {
    return endpoint;
  }

  /** Credentials that nobody had before: each access key has a database of its own. */
  public static StaticCredentialsProvider freshDatabase() {
    String key = UUID.randomUUID().toString().replace("-", "");
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(key, "local"));
  }

  /** The process, to be stopped or frozen by tests. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void awaitReadiness() {
    long end = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() - end > 0) {
        process.destroyForcibly();
        throw new IllegalStateException("DynamoDB Local does not answer on " + endpoint);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private boolean answers() {
    try {
      HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(5_000);
      return connection.getResponseCode() == 400; // it wants a signed request: it is there
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where Maven has collected the class path, looked for from the working folder upwards. */
  private static Path libraries() {
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(LIBRARIES))) {
        return folder.resolve(LIBRARIES);
      }
    }
    throw new IllegalStateException(
        LIBRARIES + " is missing: run mvn -pl support/dynamodb-local generate-resources");
  }
}
