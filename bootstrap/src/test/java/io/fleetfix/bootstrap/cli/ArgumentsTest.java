package io.fleetfix.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments are checked before any request is sent. */
class ArgumentsTest {
  private static final String UNKNOWN = "5b3df1b2-9bd9-5c2f-8a86-0f4fbc1f2d10";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "wash",
        "show",
        "show x",
        "quarantine",
        "quarantine list --reason <b>",
        "quarantine release",
        "dead-letters",
        "dead-letters list invoicing",
        "dead-letters redrive",
        "dead-letters redrive --queue",
        "dead-letters redrive --all --queue mail",
        "dead-letters redrive --all --message x",
        "dead-letters redrive --message x",
        "dead-letters redrive --queue mail --message x --dry-run",
        "dead-letters redrive --all --rate 0",
        "quarantine release x",
        "quarantine release --all --reason UNREADABLE",
        "quarantine release --all " + UNKNOWN,
        "quarantine release --reason",
        "quarantine release --reason a,b",
        "quarantine release --all --rate 0",
        "quarantine release --dry-run",
        "redeliver",
        "redeliver --event x",
        "redeliver --event " + UNKNOWN + " --repair R-1",
        "redeliver --event " + UNKNOWN + " --from 2025-11-12T14:00:00Z --to 2025-11-12T15:00:00Z",
        "redeliver --repair r-1",
        "redeliver --from 2025-11-12T14:00:00Z",
        "redeliver --to 2025-11-12T14:00:00Z",
        "redeliver --from yesterday --to today",
        "redeliver --event " + UNKNOWN + " --limit 0",
        "redeliver --event " + UNKNOWN + " --rate 0",
        "redeliver --event " + UNKNOWN + " --rate 99999999999",
        "reconcile --from x",
        "status --url ftp://localhost",
        "status --url http://",
        "status --url http://localhost:99999",
        "status --url http://user:password@localhost",
        "status --url http://localhost?x",
        "status --url http://local{host",
        "status --verbose"
      })
  void rejectsInvalidArgumentsWithoutNamesOfClasses(String line) {
    CommandRun run = CommandRun.outbox(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(2);
    assertThat(run.err())
        .isNotBlank()
        .doesNotContain("java.", "Exception", "EventId", "RepairId", "Instant", "password")
        .doesNotContainPattern("\\bint\\b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "wash",
        "list --status sent",
        "list --status TO_BE_PRINTED",
        "list --limit 0",
        "list --reason ",
        "resend",
        "resend --reason x",
        "resend --repair r-1",
        "resend --repair R-1 --status refused",
        "resend --repair R-1 --reason x",
        "resend --repair R-1 --dry-run",
        "resend --status refused --rate 0",
        "resend --status refused --limit x",
        "redirect --repair R-1",
        "redirect --to bo@example.com",
        "redirect --repair R-1 --to bo",
        "redirect --repair R-1 --to bo@",
        "redirect --repair R-1 --to a@b@c",
        "redirect --repair 1 --to bo@example.com"
      })
  void rejectsInvalidArgumentsOfMailCommands(String line) {
    CommandRun run = CommandRun.mail(line.isEmpty() ? new String[0] : line.split(" ", -1));

    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(2);
    assertThat(run.err())
        .isNotBlank()
        .doesNotContain("java.", "Exception", "RepairId", "Status ", "TypeConversion")
        .doesNotContainPattern("\\bint\\b");
  }

  @Test
  void namesWhatTheOptionsOfMailCommandsAccept() {
    Map.of(
            "list --status lost",
            "'--status': 'lost' is not one of unsent, undeliverable, refused, to-be-printed",
            "list --reason " + "x".repeat(101),
            "is not a part of a reason; use 1 to 100 characters",
            "redirect --repair R-1 --to bo",
            "'--to': 'bo' is not an e-mail address; use one such as name@example.com")
        .forEach(
            (line, problem) ->
                assertThat(CommandRun.mail(line.split(" ")).err().lines().findFirst().orElse(""))
                    .contains(problem));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unsent", "Undeliverable", "REFUSED", "to-be-printed"})
  void acceptsAStatusInUpperOrLowerCase(String status) throws Exception {
    try (FakeService service = FakeService.answering("{\"items\":[]}")) {
      assertThat(service.mail("list", "--status", status).exitCode()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          reconcile --from x         | '--from'  | 'x' is not a date or time; use 2025-11-12 or 2025-11-12T14:00:00Z
          reconcile --to 2025-02-30  | '--to'    | '2025-02-30' is not a date or time;
          reconcile --to +12025-01-01T00:00:00Z | '--to' | is not a date or time;
          redeliver --event X        | '--event' | 'X' is not an event id; use a UUID in lower case
          redeliver --repair 1       | '--repair'| '1' is not a repair id; use R- followed by
          redeliver --rate many      | '--rate'  | 'many' is not a whole number from 1 to
          show X                     | (EVENT)   | 'X' is not an event id;
          """)
  void namesTheOptionAndWhatItAccepts(String line, String option, String problem) {
    String err = CommandRun.outbox(line.split(" ")).err();

    assertThat(err.lines().findFirst().orElse(""))
        .startsWith("Invalid value for ")
        .contains(option, problem);
  }

  @Test
  void readsADateAsMidnightUtcAtTheStartOfThatDay() throws Exception {
    try (FakeService service = FakeService.answering("{\"items\":[],\"findings\":[]}")) {
      for (String command : List.of("redeliver", "reconcile")) {
        service.outbox(command, "--from", "2025-11-12", "--to", "2025-11-13T01:00:00+01:00");
      }
      assertThat(service.received())
          .hasSize(2)
          .allSatisfy(
              body -> {
                assertThat(body.get("from").asText()).isEqualTo("2025-11-12T00:00:00Z");
                assertThat(body.get("to").asText()).isEqualTo("2025-11-13T00:00:00Z");
              });
    }
  }

  @Test
  void everyHelpTextIsPlain() {
    for (String command :
        List.of(
            "status",
            "show",
            "redeliver",
            "quarantine list",
            "quarantine release",
            "dead-letters list",
            "dead-letters redrive",
            "reconcile")) {
      String help = CommandRun.outbox((command + " --help").split(" ")).out();

      assertThat(help).startsWith("Usage: ").contains("--url=URL").doesNotContain("{", "java.");
    }
    for (String command : List.of("list", "resend", "redirect")) {
      assertThat(CommandRun.mail(command, "--help").out())
          .startsWith("Usage: ")
          .contains("--url=URL", "--json")
          .doesNotContain("{", "java.", "TO_BE_PRINTED");
    }
  }
}
