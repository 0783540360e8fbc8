package io.fleetfix.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands explain each error status in their own words, whatever the server writes. */
class ErrorStatusTest {
  private static final String EVENT = "5b3df1b2-9bd9-5c2f-8a86-0f4fbc1f2d10";

  private static final String[] SERVER_WORDS = {
    "Send the same request again", "Wait as long as Retry-After says", "Not possible", "Oops"
  };

  private static final List<Function<FakeService, CommandRun>> COMMANDS =
      List.of(
          service -> service.outbox("status"),
          service -> service.outbox("show", EVENT),
          service -> service.outbox("redeliver", "--event", EVENT),
          service -> service.outbox("redeliver", "--repair", "R-1"),
          service ->
              service.outbox("redeliver", "--from", "2025-11-12", "--to", "2025-11-13", "--json"),
          service -> service.outbox("quarantine", "list"),
          service -> service.outbox("quarantine", "release", EVENT),
          service -> service.outbox("dead-letters", "list", "--queue", "mail"),
          service -> service.outbox("dead-letters", "redrive", "--all"),
          service -> service.outbox("reconcile", "--json"),
          service -> service.mail("list"),
          service -> service.mail("resend", "--repair", "R-1"),
          service -> service.mail("resend", "--status", "refused", "--json"),
          service -> service.mail("redirect", "--repair", "R-1", "--to", "bo@example.com"));

  static IntStream statuses() {
    return IntStream.rangeClosed(400, 504);
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void explainsEveryStatusWithAndWithoutAProblem(int status) throws Exception {
    List<String> bodies =
        List.of(
            "",
            "<html><h1>Oops: java.lang.NullPointerException</h1></html>",
            "{\"Oops\":{\"type\":",
            "[{\"type\":\"/problems/not-found\"}]",
            problem("about:blank", ""),
            problem("/problems/never-heard-of", ""),
            problem("/problems/invalid-value", "from"),
            problem("/problems/unavailable", ""));
    int next = status; // each status meets each command, and each command each body
    for (String body : bodies) {
      try (FakeService service = failing(status, body)) {
        CommandRun run = COMMANDS.get(next++ % COMMANDS.size()).apply(service);

        run.failsInOneLineForOperators(SERVER_WORDS);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode(status));
      }
    }
  }

  /** With a body that does not report an unknown event or repair. */
  private static int exitCode(int status) {
    return switch (status) {
      case 400, 401, 403 -> 2;
      case 404, 429, 502, 503, 504 -> 3;
      default -> 1;
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          400 | invalid-value     | from    | --from must be before --to and within the last 30 days
          400 | invalid-value     | to      | does not accept the value of --to (request id r-7).
          400 | invalid-value     | eventId | does not accept the value of --event (request id r-7).
          400 | invalid-value     | series  | does not accept the value of --series (request id r-7).
          400 | invalid-value     | year    | does not accept the value of --year (request id r-7).
          400 | invalid-value     | now     | differ by more than 5 minutes, so one of them is wrong (request id r-7).
          400 | invalid-value     | cursor  | Run the command again from the start.
          400 | invalid-value     | queue   | `fleetfix outbox dead-letters list` shows the names.
          400 | invalid-value     | messageId | does not accept the value of --message (request id r-7).
          400 | invalid-value     | status  | does not accept the value of --status (request id r-7).
          400 | invalid-value     | reason  | does not accept the value of --reason (request id r-7).
          400 | invalid-value     | other   | answered 400 (request id r-7), which this command does not
          400 | malformed-body    |         | The service answered 400 (request id r-7)
          401 | unauthenticated   |         | 401: it requires an access token. Set FLEETFIX_TOKEN to one
          403 | forbidden         |         | Set FLEETFIX_TOKEN to one with the scope outbox:operate.
          405 | method-not-allowed|         | The service answered 405 (request id r-7)
          409 | mail-in-progress  |         | it is unknown whether it was sent, so that another one now
          409 | mail-in-progress  |         | Wait a quarter of an hour, then run the command again if
          409 | repair-completed  |         | The service answered 409 (request id r-7), which this
          429 | too-many-requests |         | this caller has reached its rate limit. Try again in 7 sec
          500 | unexpected        |         | answered 500 (request id r-7): an internal error. Its log
          503 | unavailable       |         | can't reach its table (request id r-7). Try again in a minute
          502 | unheard-of        |         | answered 502 (request id r-7): it may be a proxy
          """)
  void namesTheOptionVariableOrCommandToUse(int status, String type, String field, String sentence)
      throws Exception {
    try (FakeService service = failing(status, problem("/problems/" + type, field))) {
      assertThat(service.outbox("reconcile").err()).contains(sentence);
    }
  }

  @Test
  void namesTheRepairThatHasNoInvoice() throws Exception {
    try (FakeService service = failing(404, problem("/problems/not-found", ""))) {
      for (CommandRun run :
          List.of(
              service.mail("resend", "--repair", "R-7"),
              service.mail("redirect", "--repair", "R-7", "--to", "bo@example.com"))) {
        run.failsInOneLineForOperators(SERVER_WORDS);
        assertThat(run.err()).contains("No invoice exists for a repair with the id R-7");
        assertThat(run.exitCode()).isEqualTo(1);
      }
      assertThat(service.mail("list").err()).contains("does not know this request");
    }
  }

  @Test
  void aMailInProgressExitsWith1() throws Exception {
    try (FakeService service = failing(409, problem("/problems/mail-in-progress", ""))) {
      CommandRun run = service.mail("resend", "--repair", "R-7");

      run.failsInOneLineForOperators(SERVER_WORDS);
      assertThat(run.exitCode()).isEqualTo(1);
    }
  }

  @Test
  void namesWhatWasNotFound() throws Exception {
    try (FakeService service = failing(404, problem("/problems/not-found", ""))) {
      Map<String[], String> sentences =
          Map.of(
              new String[] {"show", EVENT},
              "No event has the id " + EVENT,
              new String[] {"redeliver", "--repair", "R-1"},
              "No repair has the id R-1.",
              new String[] {"quarantine", "release", EVENT},
              "Run `fleetfix outbox show " + EVENT,
              new String[] {"status"},
              "The service does not know this request");

      sentences.forEach(
          (command, sentence) -> {
            CommandRun run = service.outbox(command);

            run.failsInOneLineForOperators(SERVER_WORDS);
            assertThat(run.err()).contains(sentence);
            assertThat(run.exitCode()).isEqualTo(1);
          });
    }
  }

  @Test
  void takesTheRequestIdFromTheHeaderIfTheBodyHasNone() throws Exception {
    try (FakeService service = new FakeService(500, Map.of("X-Request-Id", "h-1"), "Oops")) {
      assertThat(service.outbox("status").err()).contains("answered 500 (request id h-1)");
    }
    try (FakeService service = new FakeService(500, Map.of("X-Request-Id", "Oops {1}"), "")) {
      service.outbox("status").failsInOneLineForOperators(SERVER_WORDS);
    }
  }

  @Test
  void suggestsTheServicesOwnAddressWhenItIsRedirected() throws Exception {
    try (FakeService service = new FakeService(301, Map.of("Location", "https://x/"), "Oops")) {
      CommandRun run = service.outbox("status");

      run.failsInOneLineForOperators(SERVER_WORDS);
      assertThat(run.err()).contains("redirects to another address. Set FLEETFIX_URL (or --url)");
      assertThat(run.exitCode()).isEqualTo(3);
    }
  }

  private static FakeService failing(int status, String body) throws Exception {
    return new FakeService(
        status, Map.of("WWW-Authenticate", "Bearer realm=\"Oops\"", "Retry-After", "7"), body);
  }

  private static String problem(String type, String field) {
    return """
    {"type":"%s","title":"Not possible at the moment","status":418,"requestId":"r-7","field":"%s",
    "detail":"Send the same request again. Wait as long as Retry-After says. java.lang.Exception {}"}
    """
        .formatted(type, field == null ? "" : field);
  }
}
