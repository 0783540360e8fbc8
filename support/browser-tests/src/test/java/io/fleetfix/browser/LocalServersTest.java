package io.fleetfix.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.fleetfix.browser.Attack.Fetch;
import io.fleetfix.browser.Attack.Form;
import io.fleetfix.testing.localaws.ListeningSockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * A page of another site neither reads nor changes anything in what a local run starts beside the
 * service.
 */
@TestInstance(Lifecycle.PER_CLASS)
class LocalServersTest {
  private static final String SIGNATURE =
      "AWS4-HMAC-SHA256 Credential=fleetfix/20251112/eu-central-1/dynamodb/aws4_request,"
          + " SignedHeaders=host, Signature=0";
  private static final String JSON = "application/x-amz-json-1.0";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String QUEUE = "http://localhost/000000000000/fleetfix-invoicing";
  private static final String MAIL =
      """
      \r
      EHLO page\r
      MAIL FROM:<garage@example.com>\r
      RCPT TO:<ada@example.com>\r
      DATA\r
      From: garage@example.com\r
      To: ada@example.com\r
      Subject: of a page\r
      Message-ID: <page@evil.example>\r
      X-FleetFix-Repair: R-4V0Z8KQ2M7XW1B9C\r
      \r
      text\r
      .\r
      QUIT\r
      """;

  private final List<AutoCloseable> started = new ArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();

  @SuppressWarnings("NullAway.Init")
  private Chromium chromium;

  @SuppressWarnings("NullAway.Init")
  private StartedFleetFix local;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    assumeTrue(ListeningSockets.areShown(), "this system has no /proc/net/tcp");
    chromium = Chromium.required();
    started.add(chromium);
    local =
        StartedFleetFix.start(
            List.of("local"), Map.of("FLEETFIX_LOCAL_DATA", folder.resolve("data").toString()));
    started.add(local);
    local.open();
  }

  @AfterAll
  void stop() throws Exception {
    for (AutoCloseable each : started.reversed()) {
      each.close();
    }
  }

  @Test
  void pagesReadNothingAndChangeNothing() throws Exception {
    List<String> before = state();
    assertThat(before.toString()).contains("\"fleetfix\"", "/fleetfix-invoicing,", "Ada Example");
    List<InetSocketAddress> sockets =
        ListeningSockets.of(local.process().toHandle()).stream()
            .filter(socket -> socket.getPort() != local.port())
            .toList();
    assertThat(sockets).hasSizeGreaterThanOrEqualTo(5);

    for (InetSocketAddress socket : sockets) {
      String port = ":" + socket.getPort();
      try (Page rebound = chromium.pageOf("http://shop.evil.example" + port)) {
        assertThat(Attack.fetch(rebound, requests("")))
            .as("rebound to %s", socket)
            .allSatisfy(answer -> assertThat(answer).matches("(?s)nothing .*|basic 4.*"))
            .allSatisfy(
                answer -> assertThat(answer).doesNotContain("invoicing", "TableNames", "Ada"));
      }
      try (Page page = chromium.pageOf("http://shop.evil.example")) {
        for (String host : List.of("http://127.0.0.1" + port, "http://localhost" + port)) {
          assertThat(Attack.fetch(page, requests(host)))
              .as("page of another site at %s", socket)
              .allSatisfy(answer -> assertThat(answer).startsWith("nothing "));
          assertThat(Attack.fetch(page, simple(host)))
              .allSatisfy(answer -> assertThat(answer).matches("(?s)nothing .*|opaque 0 "));
          submit(page, forms(host));
        }
      }
    }

    assertThat(state()).isEqualTo(before);
  }

  /** A form whose answer is no page can end the page, and the others are still sent. */
  private static void submit(Page page, List<Form> forms) {
    for (Form form : forms) {
      try {
        Attack.submit(page, List.of(form));
      } catch (PlaywrightException gone) {
        assertThat(gone).hasMessageContaining("context");
      }
    }
  }

  /** As programs see it. */
  private List<String> state() throws Exception {
    return List.of(
        call(local.portOf("DynamoDB"), "DynamoDB_20120810.ListTables", JSON, "{}"),
        // in any order
        Stream.of(
                call(local.portOf("SQS"), "", FORM, "Action=ListQueues").split("</?QueueUrl>", -1))
            .sorted()
            .toList()
            .toString(),
        call(
            local.portOf("SQS"),
            "",
            FORM,
            "Action=GetQueueAttributes&AttributeName.1=All&QueueUrl=" + QUEUE),
        local.send("GET", "/repairs?status=OPEN", ""),
        local.send("GET", "/mails", ""));
  }

  private String call(int port, String target, String type, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
            .header("Authorization", SIGNATURE)
            .header("Content-Type", type)
            .header("X-Amz-Target", target)
            .POST(BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString()).body();
  }

  /** What a page sends to its own origin, or elsewhere if the server permits it. */
  private static List<Fetch> requests(String host) {
    List<Fetch> requests = new ArrayList<>();
    requests.add(new Fetch(host + "/", "GET", "cors", Map.of(), ""));
    requests.add(new Fetch(host + "/mails", "GET", "cors", Map.of(), ""));
    requests.add(new Fetch(host + "/", "EHLO", "cors", Map.of(), MAIL));
    requests.add(target(host, "DynamoDB_20120810.ListTables", "{}"));
    requests.add(target(host, "AWSEvents.DescribeEventBus", "{}"));
    requests.add(target(host, "AmazonSQS.ListQueues", "{}"));
    requests.add(target(host, "AmazonSQS.CreateQueue", "{\"QueueName\":\"of-a-page\"}"));
    requests.add(target(host, "AmazonSQS.DeleteQueue", "{\"QueueUrl\":\"" + QUEUE + "\"}"));
    queries()
        .forEach(
            query ->
                requests.add(
                    new Fetch(
                        host + "/",
                        "POST",
                        "cors",
                        Map.of("Authorization", SIGNATURE, "Content-Type", FORM),
                        query)));
    return requests;
  }

  private static Fetch target(String host, String target, String body) {
    return new Fetch(
        host + "/",
        "POST",
        "cors",
        Map.of("Authorization", SIGNATURE, "Content-Type", JSON, "X-Amz-Target", target),
        body);
  }

  private static List<Fetch> simple(String host) {
    List<Fetch> requests = new ArrayList<>();
    requests.add(new Fetch(host + "/mails", "GET", "no-cors", Map.of(), ""));
    requests.add(
        new Fetch(host + "/", "POST", "no-cors", Map.of("Content-Type", "text/plain"), MAIL));
    queries()
        .forEach(
            query ->
                requests.add(
                    new Fetch(host + "/", "POST", "no-cors", Map.of("Content-Type", FORM), query)));
    return requests;
  }

  private static List<String> queries() {
    return List.of(
        "Action=ListQueues",
        "Action=CreateQueue&QueueName=of-a-page",
        "Action=SendMessage&MessageBody=of-a-page&QueueUrl=" + QUEUE,
        "Action=StartMessageMoveTask&SourceArn=arn:aws:sqs:elasticmq:000000000000:fleetfix-invoicing-dlq",
        "Action=PurgeQueue&QueueUrl=" + QUEUE,
        "Action=DeleteQueue&QueueUrl=" + QUEUE);
  }

  private static List<Form> forms(String host) {
    Map<String, String> delete = Map.of("Action", "DeleteQueue", "QueueUrl", QUEUE);
    return List.of(
        new Form(host + "/", FORM, delete),
        new Form(host + "/", "multipart/form-data", delete),
        new Form(host + "/", "text/plain", Map.of("x", MAIL)),
        new Form(host + "/000000000000/fleetfix-invoicing", FORM, Map.of("Action", "DeleteQueue")),
        new Form(host + "/", FORM, Map.of("Action", "PurgeQueue", "QueueUrl", QUEUE)));
  }
}
