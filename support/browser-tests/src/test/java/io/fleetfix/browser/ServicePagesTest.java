package io.fleetfix.browser;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.fleetfix.browser.Attack.Fetch;
import io.fleetfix.browser.Attack.Form;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A page of another site neither reads nor changes anything in the service, in any profile. */
@TestInstance(Lifecycle.PER_CLASS)
class ServicePagesTest {
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final List<String> OTHER_ORIGINS =
      List.of("http://shop.evil.example", "http://127.0.0.1:9999");
  private static final List<String> ENCODINGS =
      List.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");

  /** So that a write that gets through has an effect. */
  private static final Map<String, String> BODIES =
      Map.of(
          "/repairs",
          """
          {"vehicle":{"registration":"B-FF 666","make":"VW","model":"Golf"},
           "customer":{"name":"Eve","email":"eve@evil.example"},"complaint":"of a page"}
          """,
          "/repairs/{id}/work",
          "{\"description\":\"of a page\",\"price\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}",
          "/repairs/{id}/cancellation",
          "{\"reason\":\"of a page\"}",
          "/repairs/{id}/contact",
          "{\"email\":\"eve@evil.example\"}");

  private final List<AutoCloseable> started = new ArrayList<>();

  @SuppressWarnings("NullAway.Init")
  private Chromium chromium;

  @SuppressWarnings("NullAway.Init")
  private StartedFleetFix local;

  /** The commands that run the service. */
  enum Profile {
    MEMORY,
    LOCAL,
    AWS
  }

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    chromium = Chromium.required();
    started.add(chromium);
    local =
        start(List.of("local"), Map.of("FLEETFIX_LOCAL_DATA", folder.resolve("data").toString()));
  }

  @AfterAll
  void stop() throws Exception {
    for (AutoCloseable each : started.reversed()) {
      each.close();
    }
  }

  private StartedFleetFix start(List<String> command, Map<String, String> settings)
      throws Exception {
    StartedFleetFix service = StartedFleetFix.start(command, settings);
    started.add(service);
    return service;
  }

  private StartedFleetFix serviceOf(Profile profile) throws Exception {
    return switch (profile) {
      case MEMORY -> start(List.of(), Map.of());
      case LOCAL -> local;
      case AWS ->
          start(
              List.of("aws"),
              Map.of(
                  "AWS_REGION",
                  "eu-central-1",
                  "AWS_ACCESS_KEY_ID",
                  "fleetfix",
                  "AWS_SECRET_ACCESS_KEY",
                  "local",
                  "AWS_ENDPOINT_URL_DYNAMODB",
                  endpoint("DynamoDB"),
                  "AWS_ENDPOINT_URL_DYNAMODB_STREAMS",
                  endpoint("DynamoDB"),
                  "AWS_ENDPOINT_URL_EVENTBRIDGE",
                  endpoint("EventBridge"),
                  "AWS_ENDPOINT_URL_SQS",
                  endpoint("SQS"),
                  "FLEETFIX_RELAY",
                  "embedded"));
    };
  }

  private String endpoint(String name) {
    return "http://127.0.0.1:" + local.portOf(name);
  }

  @ParameterizedTest
  @EnumSource
  void pagesReadNothingAndChangeNothing(Profile profile) throws Exception {
    StartedFleetFix service = serviceOf(profile);
    String open = service.open();
    String completed = completed(service);
    List<String> before = state(service, open, completed);
    int port = service.port();

    try (Page rebound = chromium.pageOf("http://shop.evil.example:" + port)) {
      for (String id : List.of(open, completed)) {
        assertThat(Attack.fetch(rebound, all(service, "", id)))
            .hasSizeGreaterThan(20)
            .allSatisfy(
                answer -> assertThat(answer).startsWith("basic 421 ").doesNotContain("Ada"));
      }
    }
    for (String origin : OTHER_ORIGINS) {
      try (Page page = chromium.pageOf(origin)) {
        for (String host : List.of("http://127.0.0.1:" + port, "http://localhost:" + port)) {
          for (String id : List.of(open, completed)) {
            assertThat(Attack.fetch(page, all(service, host, id)))
                .allSatisfy(answer -> assertThat(answer).startsWith("nothing "));
            assertThat(Attack.fetch(page, simple(service, host, id)))
                .allSatisfy(answer -> assertThat(answer).matches("nothing .*|opaque 0 "));
            Attack.submit(page, forms(service, host, id));
          }
        }
      }
    }

    assertThat(state(service, open, completed)).isEqualTo(before);
    assertThatItsOwnPagesMay(service, open);
  }

  /** Otherwise the attacks prove nothing. */
  private void assertThatItsOwnPagesMay(StartedFleetFix service, String repair) {
    try (Page own = chromium.pageOf("http://127.0.0.1:" + service.port())) {
      assertThat(
              Attack.fetch(
                  own,
                  List.of(
                      new Fetch("/repairs/" + repair, "GET", "cors", Map.of(), ""),
                      new Fetch("/repairs/" + repair + "/completion", "PUT", "cors", JSON, ""))))
          .satisfiesExactly(
              read -> assertThat(read).startsWith("basic 200 ").contains("Ada Example"),
              completed -> assertThat(completed).startsWith("basic 200 ").contains("COMPLETED"));
    }
  }

  private static String completed(StartedFleetFix service) throws Exception {
    String repair = service.open();
    service.send("PUT", "/repairs/" + repair + "/completion", "");
    eventually(
        () ->
            assertThat(service.send("GET", "/repairs/" + repair + "/events", ""))
                .contains("InvoiceIssued")
                .doesNotContain("PENDING"));
    return repair;
  }

  private static List<String> state(StartedFleetFix service, String... repairs) throws Exception {
    List<String> state = new ArrayList<>();
    for (String status : List.of("OPEN", "COMPLETED", "CANCELLED")) {
      state.add(service.send("GET", "/repairs?limit=200&status=" + status, ""));
    }
    for (String repair : repairs) {
      state.add(service.send("GET", "/repairs/" + repair, ""));
      state.add(service.send("GET", "/repairs/" + repair + "/contact", ""));
      state.add(service.send("GET", "/repairs/" + repair + "/events", ""));
    }
    state.add(service.send("GET", "/notices?limit=200", ""));
    return state;
  }

  /** Every route, with a body that it accepts where that has an effect. */
  private static List<Fetch> all(StartedFleetFix service, String host, String repair)
      throws Exception {
    return routes(service).stream()
        .map(
            route ->
                new Fetch(
                    host + route.path(repair),
                    route.method(),
                    "cors",
                    route.method().equals("GET") ? Map.of() : JSON,
                    BODIES.getOrDefault(route.template(), "{}")))
        .toList();
  }

  /** What a page may send without asking. */
  private static List<Fetch> simple(StartedFleetFix service, String host, String repair)
      throws Exception {
    return routes(service).stream()
        .filter(route -> List.of("GET", "POST").contains(route.method()))
        .map(
            route ->
                new Fetch(
                    host + route.path(repair),
                    route.method(),
                    "no-cors",
                    route.method().equals("GET") ? Map.of() : Map.of("Content-Type", "text/plain"),
                    BODIES.getOrDefault(route.template(), "{}")))
        .toList();
  }

  private static List<Form> forms(StartedFleetFix service, String host, String repair)
      throws Exception {
    List<Form> forms = new ArrayList<>();
    for (Route route : routes(service)) {
      if (route.method().equals("POST")) {
        String body = BODIES.getOrDefault(route.template(), "{}").strip();
        // A form of plain text writes name, "=" and value: the body with one more member.
        String name = body.replaceFirst("}$", (body.equals("{}") ? "" : ",") + "\"x");
        for (String encoding : ENCODINGS) {
          forms.add(new Form(host + route.path(repair), encoding, Map.of(name, "\":\"\"}")));
        }
      }
    }
    return forms;
  }

  private record Route(String method, String template) {
    String path(String repair) {
      return template.replaceAll("\\{[^}]+}", repair);
    }
  }

  /** Those that the service describes. */
  private static List<Route> routes(StartedFleetFix service) throws Exception {
    Pattern path = Pattern.compile("  (/[^:]*):");
    Pattern method = Pattern.compile("    (get|put|post|delete|patch):");
    List<Route> routes = new ArrayList<>();
    String current = "";
    for (String line : service.send("GET", "/openapi.yaml", "").lines().toList()) {
      if (path.matcher(line).matches()) {
        current = line.strip().replace(":", "");
      } else if (method.matcher(line).matches()) {
        routes.add(new Route(line.strip().replace(":", "").toUpperCase(Locale.ROOT), current));
      }
    }
    assertThat(routes).hasSizeGreaterThan(20);
    return routes;
  }
}
