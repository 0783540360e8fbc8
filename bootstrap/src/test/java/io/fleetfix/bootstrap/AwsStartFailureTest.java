package io.fleetfix.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.TableCheck;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** {@code fleetfix aws} without what it needs: one line says what to do. */
class AwsStartFailureTest {
  private static final int MOST_TRIES = 5;

  private static final Map<String, String> CREDENTIALS =
      Map.of("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY", "hunter2");
  private static final Map<String, String> REGION = Map.of("AWS_REGION", "eu-central-1");

  private final Map<String, String> environment = new HashMap<>();
  private final Path folder;

  AwsStartFailureTest(@TempDir Path folder) {
    this.folder = folder;
  }

  /** Nothing that this machine knows of AWS. */
  @BeforeEach
  void clean() {
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_CONFIG_FILE", folder.resolve("none").toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("none").toString());
  }

  @Test
  void withoutARegion() throws Exception {
    environment.putAll(CREDENTIALS);

    assertThat(printed())
        .isEqualTo(
            "fleetfix: No AWS region is set. Set AWS_REGION, for example"
                + " AWS_REGION=eu-central-1.\n");
  }

  @Test
  void withoutCredentials() throws Exception {
    environment.putAll(REGION);

    assertThat(printed())
        .isEqualTo(
            "fleetfix: No AWS credentials were found. Set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
                + " AWS_SECRET_ACCESS_KEY, or give the instance or task a role.\n");
  }

  @Test
  void whenNothingListensAtTheEndpoint() throws Exception {
    environment.putAll(REGION);
    environment.putAll(CREDENTIALS);
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1");

    assertThat(printed())
        .startsWith("fleetfix: DynamoDB can't be reached: ")
        .contains("127.0.0.1", "AWS_ENDPOINT_URL_DYNAMODB")
        .hasLineCount(1);
  }

  /** On a busy machine, the SDK's time runs out before it has counted enough refusals. */
  @Test
  void whenNothingListensAndTheTimeForTheCallRunsOut() {
    try (DynamoDbClient client = pausingForEverAfterARefusal(URI.create("http://127.0.0.1:1"))) {
      TableCheck check = new TableCheck(client, new OutboxTable("fleetfix"));

      assertThatExceptionOfType(StorageUnavailable.class)
          .isThrownBy(check::run)
          .withCauseInstanceOf(ApiCallTimeoutException.class)
          .satisfies(
              failure ->
                  assertThat(FailureLine.of(failure).text())
                      .startsWith("DynamoDB can't be reached: ")
                      .contains("127.0.0.1:1 failed: Connection refused")
                      .contains("AWS_ENDPOINT_URL_DYNAMODB"));
    }
  }

  private static DynamoDbClient pausingForEverAfterARefusal(URI endpoint) {
    BackoffStrategy pause = BackoffStrategy.fixedDelayWithoutJitter(Duration.ofDays(1));
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClientBuilder(Apache5HttpClient.builder())
        .overrideConfiguration(
            override ->
                override
                    .apiCallTimeout(Duration.ofSeconds(1))
                    .retryStrategy(
                        AwsRetryStrategy.standardRetryStrategy().toBuilder()
                            .backoffStrategy(pause)
                            .build()))
        .build();
  }

  /** The kernel completes the connections, and no process reads from them. */
  @Test
  void whenTheEndpointAcceptsConnectionsAndNeverAnswers() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      environment.putAll(REGION);
      environment.putAll(CREDENTIALS);
      environment.put("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + silent.getLocalPort());

      assertThat(printed())
          .isEqualTo(
              "fleetfix: DynamoDB did not answer in time. Check the network, AWS_REGION, and"
                  + " AWS_ENDPOINT_URL_DYNAMODB if it is set.\n");
    }
  }

  @Test
  void whenTheEndpointIsNotAnAddress() throws Exception {
    environment.putAll(REGION);
    environment.putAll(CREDENTIALS);
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", "localhost:8000");

    assertThat(printed())
        .startsWith("fleetfix: An endpoint of the AWS SDK is not a URL: ")
        .contains("AWS_ENDPOINT_URL")
        .hasLineCount(1);
  }

  @Test
  void whenAccessIsDenied() throws Exception {
    assertThat(
            printedAfterAnswer(
                "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"Message\":\"User:"
                    + " arn:aws:iam::1:user/x is not authorized to perform:"
                    + " dynamodb:DescribeTable\"}"))
        .isEqualTo(
            "fleetfix: AWS refused a request with AccessDeniedException: User:"
                + " arn:aws:iam::1:user/x is not authorized to perform: dynamodb:DescribeTable\n");
  }

  @Test
  void whenTheTableDoesNotExist() throws Exception {
    assertThat(
            printedAfterAnswer(
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\","
                    + "\"message\":\"Requested resource not found\"}"))
        .startsWith("fleetfix: Table fleetfix does not exist: ")
        .hasLineCount(1);
  }

  private String printedAfterAnswer(String answer) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          byte[] body = answer.getBytes(UTF_8);
          exchange.sendResponseHeaders(400, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    try {
      environment.putAll(REGION);
      environment.putAll(CREDENTIALS);
      environment.put(
          "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:" + server.getAddress().getPort());
      String printed = printed();
      for (int tries = 1;
          tries < MOST_TRIES && printed.startsWith("fleetfix: DynamoDB did not answer in time");
          tries++) {
        printed = printed(); // the machine was busy
      }
      return printed;
    } finally {
      server.stop(0);
    }
  }

  private String printed() throws IOException, InterruptedException {
    Path err = Files.createTempFile(folder, "err", "");
    Process process = FleetFixProcess.builder(List.of("aws"), environment, err).start();
    assertThat(process.waitFor()).isEqualTo(1);
    String printed = Files.readString(err);
    assertThat(printed).doesNotContain("hunter2");
    return printed;
  }
}
