package io.fleetfix.testing.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.localaws.ElasticMq;
import io.fleetfix.localaws.LocalQueue;
import io.fleetfix.localaws.eventbridge.LocalEventBridge;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a web page can make a browser send to the local servers, and what a program sends. */
@ExtendWith(DynamoDbLocalExtension.class)
class WebPagesTest {
  private static final String SIGNATURE =
      "Authorization: AWS4-HMAC-SHA256 Credential=page/20251112/eu-central-1/dynamodb/aws4_request,"
          + " SignedHeaders=host, Signature=0";
  private static final String LIST_TABLES = "X-Amz-Target: DynamoDB_20120810.ListTables";
  private static final String JSON = "Content-Type: application/x-amz-json-1.0";
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
  private static final LocalQueue PARCELS = new LocalQueue("parcels", Duration.ofSeconds(1), 3);

  static Stream<Arguments> requestsOfPages() {
    return Stream.of(
        Arguments.of("POST", List.of("Host: evil.example:%d", SIGNATURE, LIST_TABLES, JSON)),
        Arguments.of("POST", List.of("Host: 127.0.0.1:%d", FORM)),
        Arguments.of("POST", List.of("Host: 127.0.0.1:%d", SIGNATURE, "Origin: null")),
        Arguments.of("POST", List.of("Host: 127.0.0.1:%d", SIGNATURE, "Sec-Fetch-Site: none")),
        Arguments.of("GET", List.of("Host: 127.0.0.1:%d")),
        Arguments.of(
            "OPTIONS",
            List.of(
                "Host: 127.0.0.1:%d",
                "Origin: http://evil.example",
                "Access-Control-Request-Method: POST",
                "Access-Control-Request-Headers: authorization,x-amz-target")));
  }

  @Attack(
      kind = Attack.Kind.LOCAL_RUN,
      sends =
          "a request to DynamoDB Local under another name, with `Origin` or "
              + "`Sec-Fetch-Site`, or unsigned; a preflight",
      answer = "403")
  @ParameterizedTest
  @MethodSource("requestsOfPages")
  void theDatabaseRefusesThem(String method, List<String> headers, DynamoDbLocal dynamoDb)
      throws Exception {
    assertRefused(send(dynamoDb.endpoint(), method, headers));
  }

  @Attack(kind = Attack.Kind.LOCAL_RUN, sends = "the same to the local EventBridge", answer = "403")
  @ParameterizedTest
  @MethodSource("requestsOfPages")
  void theBusRefusesThem(String method, List<String> headers, @TempDir Path folder)
      throws Exception {
    try (LocalEventBridge bus =
        LocalEventBridge.start(
            0, "sample", List.of(), folder.resolve("bus.log"), (rule, envelopes) -> {})) {
      assertRefused(send(bus.endpoint(), method, headers));
    }
  }

  @Test
  void theDatabaseAnswersPrograms(DynamoDbLocal dynamoDb) throws Exception {
    assertThat(
            send(
                dynamoDb.endpoint(),
                "POST",
                List.of("Host: localhost:%d", SIGNATURE, LIST_TABLES, JSON)))
        .startsWith("HTTP/1.1 200")
        .endsWith("{\"TableNames\":[]}");
  }

  private static String send(URI server, String method, List<String> headers) throws Exception {
    return RawHttp.send(
        server,
        method,
        "/",
        headers.stream().map(header -> header.formatted(server.getPort())).toList(),
        "{}");
  }

  private static void assertRefused(String answer) {
    assertThat(answer)
        .startsWith("HTTP/1.1 403")
        .contains("AccessDeniedException")
        .doesNotContainIgnoringCase("Access-Control-Allow");
  }

  @Attack(
      kind = Attack.Kind.LOCAL_RUN,
      sends = "a form that deletes, purges, creates or moves queues",
      answer = "403, and the queues are unchanged")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Action=DeleteQueue&QueueUrl=http://127.0.0.1/000000000000/parcels",
        "Action=PurgeQueue&QueueUrl=http://127.0.0.1/000000000000/parcels",
        "Action=CreateQueue&QueueName=of-a-page",
        "Action=ListQueues",
        "Action=StartMessageMoveTask&SourceArn=arn:aws:sqs:elasticmq:000000000000:parcels-dlq"
      })
  void theQueuesRefuseForms(String form, @TempDir Path folder) throws Exception {
    try (ElasticMq queues = ElasticMq.keepingDataIn(folder, List.of(PARCELS))) {
      List<String> headers = List.of("Host: 127.0.0.1:" + queues.endpoint().getPort(), FORM);

      assertRefused(RawHttp.send(queues.endpoint(), "POST", "/", headers, form));

      assertThat(RawHttp.send(queues.endpoint(), "POST", "/", signed(headers), "Action=ListQueues"))
          .startsWith("HTTP/1.1 200")
          .contains("/parcels</QueueUrl>", "/parcels-dlq</QueueUrl>")
          .doesNotContain("of-a-page");
    }
  }

  private static List<String> signed(List<String> headers) {
    return Stream.concat(headers.stream(), Stream.of(SIGNATURE)).toList();
  }
}
