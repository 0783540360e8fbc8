package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts the packaged jar with credentials that only STS can give, so it runs after packaging. One
 * server on this machine stands in for STS and for DynamoDB.
 */
class RolesOfTheShippedJar {
  private static final String ROLE = "arn:aws:iam::111122223333:role/fleetfix";

  private static final String ANSWER =
      """
      <ACTIONResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><ACTIONResult><Credentials>
      <AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
      <SessionToken>session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
      </Credentials></ACTIONResult></ACTIONResponse>
      """;

  private final Queue<String> toSts = new ConcurrentLinkedQueue<>();
  private final Queue<String> signers = new ConcurrentLinkedQueue<>();
  private final Map<String, String> environment = new HashMap<>();
  private final Path folder;
  private final HttpServer server;

  RolesOfTheShippedJar(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::answer);
    server.start();
    String here = "http://127.0.0.1:" + server.getAddress().getPort();
    environment.put("AWS_ENDPOINT_URL_STS", here);
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", here);
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_CONFIG_FILE", folder.resolve("config").toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials").toString());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aWebIdentityIsExchangedForARole() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "the.web.identity");
    environment.put("AWS_ROLE_ARN", ROLE);
    environment.put("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString());

    runUntilItsRequestsAreSigned();

    assertThat(toSts.peek())
        .contains("Action=AssumeRoleWithWebIdentity", "WebIdentityToken=the.web.identity");
  }

  @Test
  void aProfileCanNameARole() throws Exception {
    Files.writeString(
        folder.resolve("config"),
        """
        [profile workshop]
        role_arn = %s
        source_profile = base
        [profile base]
        aws_access_key_id = AKIDBASE
        aws_secret_access_key = secret
        """
            .formatted(ROLE));
    environment.put("AWS_PROFILE", "workshop");

    runUntilItsRequestsAreSigned();

    assertThat(toSts.peek()).contains("Action=AssumeRole&");
  }

  /** The stand-in for DynamoDB refuses everything: the credentials are all that counts here. */
  private void runUntilItsRequestsAreSigned() throws Exception {
    Path log = folder.resolve("log");
    Process service = jar(log).start();
    try {
      eventually(() -> assertThat(signers).as(Files.readString(log)).isNotEmpty());
    } finally {
      service.destroyForcibly();
      service.onExit().join();
    }
    assertThat(signers.peek()).contains("Credential=ASIAROLE/");
  }

  private ProcessBuilder jar(Path log) {
    ProcessBuilder builder = FleetFixProcess.builder(List.of("aws"), environment, log);
    int classPath = builder.command().indexOf("-cp") + 1;
    builder.command().set(classPath, Path.of("target", "fleetfix.jar").toString());
    return builder;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    boolean isSts = request.startsWith("Action=");
    if (isSts) {
      toSts.add(request);
    } else {
      signers.add(exchange.getRequestHeaders().getFirst("Authorization"));
    }
    String action = request.replaceAll("(?s).*Action=(\\w+).*", "$1");
    byte[] answer = (isSts ? ANSWER.replace("ACTION", action) : "{}").getBytes(UTF_8);
    exchange.sendResponseHeaders(isSts ? 200 : 400, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
