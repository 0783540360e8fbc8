package io.fleetfix.localaws;

import io.fleetfix.localaws.eventbridge.EventBridgeProcess;
import io.fleetfix.localaws.eventbridge.LocalRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Local stand-ins for DynamoDB, SQS and EventBridge, each in a child process. They answer programs
 * on this machine only, and no web pages. Their data stays in one folder. They end when this
 * process does, even if it is killed. One that dies stays dead unless it is watched.
 */
public final class LocalAws implements AutoCloseable {
  public static final Region REGION = Region.EU_CENTRAL_1;

  /** The time that a killed run needs until all of its processes are gone. */
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(10);

  private static final Duration VISIBILITY = Duration.ofSeconds(30);

  /** Always the same, because DynamoDB Local has one database per access key. */
  private static final AwsBasicCredentials CREDENTIALS =
      AwsBasicCredentials.create("fleetfix", "local");

  private final DataFolder folder;
  private final DynamoDbLocal dynamoDb;
  private final ElasticMq queues;
  private final ChildProcess bus;
  private final URI eventBridge;
  private volatile List<ChildProcess> others = List.of();

  private LocalAws(
      DataFolder folder,
      DynamoDbLocal dynamoDb,
      ElasticMq queues,
      ChildProcess bus,
      URI eventBridge) {
    this.folder = folder;
    this.dynamoDb = dynamoDb;
    this.queues = queues;
    this.bus = bus;
    this.eventBridge = eventBridge;
  }

  /**
   * Starts all three, and returns when they are ready.
   *
   * @param path the folder for their data; created if it is missing
   * @param busName the name of the only bus
   * @param rules the rules of the bus; missing queues are created
   * @throws DataFolder.InUse if another run uses the folder
   * @throws DataFolder.Exposed if other users can read the folder and this can't be changed
   * @throws ChildLost if one of them does not start
   */
  public static LocalAws start(Path path, String busName, List<LocalRule> rules) {
    DataFolder folder = DataFolder.take(path.toAbsolutePath(), LOCK_TIMEOUT);
    List<AutoCloseable> started = new ArrayList<>(List.of(folder));
    try {
      DynamoDbLocal dynamoDb = DynamoDbLocal.keepingDataIn(subfolder(folder.path(), "dynamodb"));
      started.add(dynamoDb);
      ElasticMq queues =
          ElasticMq.keepingDataIn(
              subfolder(folder.path(), "sqs"),
              rules.stream()
                  .map(rule -> new LocalQueue(rule.queue(), VISIBILITY, rule.maxReceives()))
                  .toList());
      started.add(queues);
      int port = ChildProcess.freePort();
      URI endpoint = URI.create("http://127.0.0.1:" + port);
      ChildProcess bus =
          ChildProcess.start(
              new JavaProgram(
                  "The local EventBridge",
                  System.getProperty("java.class.path"),
                  arguments(port, busName, folder.path().resolve("bus.log"), rules),
                  environment(queues.endpoint()),
                  () -> ChildProcess.status(endpoint) != 0,
                  ChildOutput.keptIn(folder.path().resolve("bus-output.log"))));
      started.add(bus);
      LocalAws local = new LocalAws(folder, dynamoDb, queues, bus, endpoint);
      local.recordChildren();
      return local;
    } catch (RuntimeException failure) {
      close(started.reversed());
      throw failure;
    }
  }

  private static List<String> arguments(int port, String busName, Path log, List<LocalRule> rules) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "-Xmx128m",
                EventBridgeProcess.class.getName(),
                Integer.toString(port),
                busName,
                log.toString()));
    rules.forEach(rule -> arguments.addAll(rule.arguments()));
    return arguments;
  }

  private static Map<String, String> environment(URI queues) {
    return Map.of(
        "AWS_ENDPOINT_URL_SQS", queues.toString(),
        "AWS_REGION", REGION.id(),
        "AWS_ACCESS_KEY_ID", CREDENTIALS.accessKeyId(),
        "AWS_SECRET_ACCESS_KEY", CREDENTIALS.secretAccessKey());
  }

  private static Path subfolder(Path parent, String name) {
    try {
      Path path = parent.resolve(name);
      OwnerOnly.folder(path);
      return path;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Restarts each of the three processes when it dies, with its port and its data.
   *
   * @param others further processes to watch together with these. They may use the same folder: the
   *     next run waits for them, too
   * @param listener hears of each death and each return
   */
  public ChildWatch watch(List<ChildProcess> others, ChildWatch.Listener listener) {
    this.others = List.copyOf(others);
    recordChildren();
    return new ChildWatch(children(), this::recordChildren, listener, System::nanoTime);
  }

  private List<ChildProcess> children() {
    List<ChildProcess> all = new ArrayList<>(List.of(dynamoDb.process(), queues.process(), bus));
    all.addAll(others);
    return all;
  }

  private void recordChildren() {
    folder.children(children().stream().map(ChildProcess::handle).toList());
  }

  /** Whether the folder's file system keeps other users of this machine from reading the data. */
  public boolean isOwnerOnly() {
    return folder.isOwnerOnly();
  }

  public URI dynamoDb() {
    return dynamoDb.endpoint();
  }

  public URI queues() {
    return queues.endpoint();
  }

  public URI eventBridge() {
    return eventBridge;
  }

  public AwsCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(CREDENTIALS);
  }

  /** Call it after the service has stopped. Each process ends before those that it needs. */
  @Override
  public void close() {
    close(List.of(bus, queues, dynamoDb, folder));
  }

  private static void close(List<AutoCloseable> closeables) {
    for (AutoCloseable closeable : closeables) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException("A local process failed to stop", e);
      }
    }
  }
}
