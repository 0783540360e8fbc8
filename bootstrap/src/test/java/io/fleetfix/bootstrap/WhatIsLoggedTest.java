package io.fleetfix.bootstrap;

import static io.fleetfix.application.fixture.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.adapter.dynamodb.DynamoDbConnection;
import io.fleetfix.adapter.dynamodb.WorkshopTable;
import io.fleetfix.support.localaws.LocalAws;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * Words that somebody typed, planted wherever a client can, and where they turn up: not in the log,
 * nor in what is measured, nor in an event. The mail server repeats the address as it refuses it.
 */
@TestInstance(Lifecycle.PER_CLASS)
class WhatIsLoggedTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final ObjectNode NOTHING = JSON.createObjectNode();

  /** Would be a line of its own in a log that takes line breaks as they are. */
  private static final String PLANTED = "planted\r\n{\"level\":\"ERROR\",\"message\":\"planted\"}";

  private final HttpClient http = HttpClient.newHttpClient();
  private final ServerSocket mailServer = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  private final Path log;
  private final LocalAws local;
  private final FleetFixProcess service;

  WhatIsLoggedTest(@TempDir Path folder) throws IOException {
    log = folder.resolve("log");
    WorkshopConfig config =
        WorkshopConfig.of(Map.of("FLEETFIX_LOCAL_DATA", folder.resolve("data").toString()));
    local = LocalCommand.start(config);
    try (DynamoDbConnection connection =
        DynamoDbConnection.to(local.dynamoDb(), LocalAws.REGION, local.credentials())) {
      new WorkshopTable(config.names().table()).createIfMissing(connection.tables());
    }
    Thread.ofVirtual().start(this::refuseMails);
    Map<String, String> settings = FleetFixProcess.settingsFor(local);
    settings.put("FLEETFIX_SMTP_URL", "smtp://127.0.0.1:" + mailServer.getLocalPort());
    settings.put("FLEETFIX_MAIL_FROM", "Garage <garage@example.com>");
    settings.put("FLEETFIX_ODD\r\nLINE", "");
    service = FleetFixProcess.start("aws", settings, log);
  }

  @AfterAll
  void stop() throws IOException {
    service.stop();
    local.close();
    mailServer.close();
  }

  @Test
  void nothingThatSomebodyTypedIsLoggedMeasuredOrSentInAnEvent() throws Exception {
    String repair = open();
    String cancelled = open();
    send(200, "POST", repair + "/work", newWork());
    send(200, "PUT", cancelled + "/cancellation", JSON.createObjectNode().put("reason", PLANTED));
    send(200, "PUT", repair + "/completion", NOTHING);
    send(400, "POST", "/repairs", newRepair().put("planted", PLANTED));
    send(400, "GET", "/repairs?limit=planted%0d%0aplanted", NOTHING);
    send(400, "GET", "/repairs/planted%0d%0aplanted", NOTHING);

    eventually(
        () ->
            assertThat(send(200, "GET", repair + "/invoice", NOTHING))
                .contains("planted@example.com"));
    eventually(() -> assertThat(log()).contains("A mail server refuses an invoice"));
    assertThat(log()).doesNotContain("planted");
    assertThat(send(200, "GET", "/metrics", NOTHING)).doesNotContain("planted");
    for (String path : List.of(repair, cancelled)) {
      assertThat(send(200, "GET", path + "/events", NOTHING))
          .contains("eventId")
          .doesNotContain("planted");
    }
  }

  @Test
  void aLineBreakInWhatIsLoggedBeginsNoLine() throws Exception {
    String log = log();
    String whole = log.substring(0, log.lastIndexOf('\n')); // the next line may just be written

    assertThat(whole).contains("There is no such setting");
    assertThat(whole.lines().map(WhatIsLoggedTest::read)).allMatch(JsonNode::isObject);
  }

  private String open() throws Exception {
    JsonNode repair = JSON.readTree(send(201, "POST", "/repairs", newRepair()));
    return "/repairs/" + repair.get("repairId").asText();
  }

  private static ObjectNode newRepair() {
    ObjectNode repair = JSON.createObjectNode().put("complaint", PLANTED);
    repair
        .putObject("vehicle")
        .put("registration", PLANTED)
        .put("make", PLANTED)
        .put("model", PLANTED);
    repair.putObject("customer").put("name", PLANTED).put("email", "planted@example.com");
    return repair;
  }

  private static ObjectNode newWork() {
    ObjectNode work = JSON.createObjectNode().put("description", PLANTED);
    work.putObject("price").put("amount", "120.00").put("currency", "EUR");
    return work;
  }

  private String send(int status, String method, String path, JsonNode body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
            .header("Content-Type", "application/json")
            .header("traceparent", "planted")
            .header("User-Agent", "planted")
            .method(method, BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return answer.body();
  }

  private String log() throws IOException {
    return Files.readString(log, UTF_8);
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException noJson) {
      throw new AssertionError("No JSON: " + line, noJson);
    }
  }

  private void refuseMails() {
    while (!mailServer.isClosed()) {
      try (Socket client = mailServer.accept();
          BufferedReader in =
              new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8))) {
        String line = "220 here";
        while (line != null) {
          client.getOutputStream().write((answer(line) + "\r\n").getBytes(UTF_8));
          line = in.readLine();
        }
      } catch (IOException gone) {
        // The client has hung up, or the test is over.
      }
    }
  }

  private static String answer(String line) {
    return line.startsWith("RCPT TO:")
        ? "550 nobody has " + line.substring("RCPT TO:".length())
        : line.startsWith("220") ? line : "250 fine";
  }
}
