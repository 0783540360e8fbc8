package io.fleetfix.bootstrap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** A customer whose unique name can be found wherever the service writes it. */
record StrangeCustomer(HttpClient http, int port, String token) {
  static final String NAME = "Zacharias Quittenbaum";
  static final String TAKEN = "quittenbaum.taken@planted.example";
  static final String REFUSED = "quittenbaum.refused@planted.example";
  static final String MISSPELT = "quittenbaum.misspelt@planted.example";
  static final String LATER = "quittenbaum.later@planted.example";
  static final String REGISTRATION = "QX-ZZ 9071";
  static final String COMPLAINT = "It squeaks in the glovebox";

  /** Texts that can only come from this customer. */
  static final List<String> PLANTED = List.of("quittenbaum", "planted", "qx-zz", "glovebox");

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Sends customer data in the wrong places and in invalid forms. */
  void sendWhatIsWrong(String repair) throws Exception {
    sendWrongBodies();
    sendWrongPaths();
    String body = customer(TAKEN);
    refused("POST", "/repairs", body, "Idempotency-Key", "\"quittenbaum planted\"");
    send("POST", "/repairs", body, "Idempotency-Key", "quittenbaum-planted");
    assertThat(
            refused("POST", "/repairs", customer(LATER), "Idempotency-Key", "quittenbaum-planted"))
        .isEqualTo(422);
    refused("POST", "/repairs", body, "Content-Type", "text/quittenbaum");
    refused("PUT", repair + "/completion", "", "If-Match", "\"quittenbaum\"");
    refused("POST", repair + "/work", "{\"description\":\"glovebox\"}");
    refused("PUT", repair + "/cancellation", "{\"reason\":\"Quittenbaum's glovebox\"}");
    refused("PUT", repair + "/contact", "{\"email\":\"quittenbaum@-planted.example\"}");
    refused("PUT", repair + "/contact", "{\"email\":\"quittenbaum@xn--planted.example\"}");
    refused("PUT", repair + "/contact", "{\"quittenbaum\":\"planted\"}");
    refused("PUT", repair + "/contact", contact(TAKEN), "If-Match", "\"quittenbaum\"");
    refused("POST", "/outbox/redeliveries", "{\"eventId\":\"quittenbaum\"}");
    refused("POST", "/outbox/reconciliations", "{\"from\":\"quittenbaum\",\"to\":\"1\"}");
    sendWhatIsStrange(repair);
  }

  /** The same in headers, and in malformed HTTP. */
  private void sendWhatIsStrange(String repair) throws Exception {
    send("GET", repair, "", "User-Agent", "Quittenbaum", "tracestate", "planted=quittenbaum");
    send("GET", repair, "", "baggage", "customer=quittenbaum", "traceparent", "quittenbaum");
    for (String head :
        List.of(
            "GET /quittenbaum HTTP/9.9\r\n",
            "QUITTENBAUM /repairs HTTP/1.1\r\nHost: planted\r\n",
            "GET /repairs/quittenbaum%zz HTTP/1.1\r\nHost: planted\r\n",
            "GET /repairs HTTP/1.1\r\nHost: planted\r\nX: " + "quittenbaum".repeat(2_000) + "\r\n",
            "GET /repairs HTTP/1.1\r\nHost: <quittenbaum>\r\n",
            "GET /repairs HTTP/1.1\r\nHost: planted\r\nquittenbaum\r\n",
            "GET /repairs HTTP/1.1\r\nHost: planted\r\nAuthorization: Basic " + token + "\r\n",
            "GET /repairs HTTP/1.1\r\nHost: planted\r\nAuthorization: Bearer " + token + "x\r\n")) {
      assertThat(exchange(head)).startsWith("HTTP/1.1 4");
    }
  }

  private void sendWrongBodies() throws Exception {
    String body = customer(TAKEN);
    for (String wrong :
        List.of(
            body.substring(0, body.length() - 30),
            body + body,
            body.replace("\"" + NAME + "\"", "[\"" + NAME + "\"]"),
            body.replace("\"" + COMPLAINT + "\"", "{\"glovebox\":\"quittenbaum\"}"),
            body.replace("\"complaint\"", "\"quittenbaum\""),
            body.replace(TAKEN, "quittenbaum at planted"),
            body.replace(COMPLAINT, "glovebox".repeat(200)),
            body.replace(COMPLAINT, "glovebox".repeat(20_000)),
            "quittenbaum")) {
      refused("POST", "/repairs", wrong);
    }
  }

  private void sendWrongPaths() throws Exception {
    for (String path :
        List.of(
            "/quittenbaum",
            "/repairs/quittenbaum@planted.example",
            "/repairs/QX-ZZ%209071/invoice",
            "/repairs/QX-ZZ%2f9071",
            "/repairs?status=quittenbaum",
            "/repairs?cursor=quittenbaum",
            "/repairs?limit=quittenbaum",
            "/outbox/events/quittenbaum",
            "/repairs/R-1?access_token=" + token)) {
      refused("GET", path, "");
    }
  }

  /** Opens a repair and returns its path. */
  String open(String email) throws Exception {
    JsonNode repair = JSON.readTree(ok("POST", "/repairs", customer(email)));
    return "/repairs/" + repair.get("repairId").asText();
  }

  static String id(String repair) {
    return repair.substring("/repairs/".length());
  }

  private static String customer(String email) {
    return """
    {"vehicle":{"registration":"%s","make":"VW","model":"Golf"},
     "customer":{"name":"%s","email":"%s"},"complaint":"%s"}
    """
        .formatted(REGISTRATION, NAME, email, COMPLAINT);
  }

  /** Sets the address of a repair's contact. */
  void correct(String repair, String email) throws Exception {
    assertThat(ok("PUT", repair + "/contact", contact(email))).contains(NAME, email);
  }

  private static String contact(String email) {
    return "{\"email\":\"" + email + "\"}";
  }

  void complete(String repair) throws Exception {
    ok("PUT", repair + "/completion", "");
  }

  JsonNode invoice(String repair) throws Exception {
    return JSON.readTree(send("GET", repair + "/invoice", "").body());
  }

  /** Sends a request that must succeed, and returns the answer. */
  String ok(String method, String path, String body) throws Exception {
    HttpResponse<String> answer = send(method, path, body);
    assertThat(answer.statusCode()).as("%s %s: %s", method, path, answer.body()).isIn(200, 201);
    return answer.body();
  }

  /** Sends a request that must fail with a client error, and returns the status. */
  private int refused(String method, String path, String body, String... headers) throws Exception {
    int status = send(method, path, body, headers).statusCode();
    assertThat(status).as("%s %s %s", method, path, body).isBetween(400, 499);
    return status;
  }

  /** Sends a request with more headers, given as alternating names and values. */
  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(method, BodyPublishers.ofString(body))
            .setHeader("Authorization", "Bearer " + token);
    if (!body.isEmpty()) {
      request.setHeader("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private String exchange(String head) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
