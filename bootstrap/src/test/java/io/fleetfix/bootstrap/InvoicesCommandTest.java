package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.bootstrap.cli.CommandRun;
import io.fleetfix.bootstrap.cli.FakeService;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** {@code fleetfix invoices} against a running service, and what its command is for. */
class InvoicesCommandTest {
  @Test
  void eventsWaitUntilTheDateIsReset() throws Exception {
    Instant rightTime = Instant.parse("2026-06-01T10:00:00.000Z");
    try (WorkshopInternals service = new WorkshopInternals()) {
      service.passTime(Duration.between(service.now(), rightTime.plus(Duration.ofDays(3))));
      assertThat(invoiced(service, complete(service)).get("number").asText())
          .isEqualTo("INV-2026-000001");
      service.passTime(Duration.ofDays(-3));

      String waiting = complete(service);
      eventually(
          () ->
              assertThat(service.workshop().events(waiting).get(0).get("state").asText())
                  .isEqualTo("DELIVERED"));
      service.workshop().get(404, "/repairs/" + waiting + "/invoice");
      eventually( // the gauge is sampled
          () ->
              assertThat(service.workshop().text("/metrics"))
                  .containsPattern("(?m)^invoice_date_ahead_seconds 25[89]\\d{3}"));

      JsonNode reset =
          service
              .workshop()
              .post(
                  "/invoices/date-resets",
                  "{\"series\":\"INV\",\"year\":2026,\"now\":\"" + service.now() + "\"}");
      assertThat(reset.get("result").asText()).isEqualTo("RESET");

      JsonNode invoice = invoiced(service, waiting);
      assertThat(invoice.get("number").asText()).isEqualTo("INV-2026-000002");
      assertThat(invoice.get("issuedAt").asText()).startsWith("2026-06-01T");
    }
  }

  @Test
  void changesNothingIfTheDatePreventsNoInvoice() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      String number = invoiced(service, complete(service)).get("number").asText();
      String year = number.split("-", -1)[1];

      CommandRun run = resetDate(service.url(), year, "--dry-run");

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out())
          .containsPattern("lastNumber +1\\R")
          .containsPattern("result +NOT_NEEDED\\R");

      service.passTime(Duration.ofHours(1));
      CommandRun otherClock = resetDate(service.url(), year);
      assertThat(otherClock.exitCode()).isEqualTo(2);
      assertThat(otherClock.err())
          .startsWith("fleetfix: The clocks of this computer and of the service differ by more")
          .hasLineCount(1);
    }
  }

  @Test
  void namesASeriesWithoutInvoices() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals()) {
      CommandRun run = resetDate(service.url(), "2020");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err())
          .isEqualToIgnoringNewLines("fleetfix: No invoice of series INV and year 2020 exists.");
    }
  }

  @Test
  void printsTheAnswerAsJsonOrAsLines() throws Exception {
    String answer =
        "{\"series\":\"INV\",\"year\":2026,\"lastNumber\":42,\"result\":\"WOULD_BE_RESET\"}";
    try (FakeService service = FakeService.answering(answer)) {
      assertThat(resetDate(service.url(), "2026", "--dry-run", "--json").out())
          .isEqualToIgnoringNewLines(answer);
      assertThat(resetDate(service.url(), "2026", "--dry-run").out())
          .isEqualToNormalizingNewlines(
              """
              series      INV
              year        2026
              lastNumber  42
              result      WOULD_BE_RESET
              """);
    }
  }

  @Test
  void rejectsInvalidArguments() {
    for (String year : new String[] {"26", "twenty", "02026", "-1", "20266"}) {
      CommandRun run = resetDate("http://localhost:1", year);

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err())
          .contains("Invalid value for option '--year'", "is not a year; use four digits");
    }
    CommandRun series = CommandRun.of(new Main(), "invoices", "reset-date", "--series", "inv");
    assertThat(series.exitCode()).isEqualTo(2);
    assertThat(series.err()).contains("'inv' is not a series; use 1 to 10 digits or capital");
    assertThat(CommandRun.of(new Main(), "invoices", "reset-date").exitCode()).isEqualTo(2);
    assertThat(CommandRun.of(new Main(), "invoices").exitCode()).isEqualTo(2);
  }

  private static String complete(WorkshopInternals service) throws Exception {
    String repair = service.workshop().open();
    service.workshop().complete(repair);
    return repair;
  }

  private static JsonNode invoiced(WorkshopInternals service, String repair) throws Exception {
    eventually(() -> service.workshop().get(200, "/repairs/" + repair + "/invoice"));
    return service.workshop().get(200, "/repairs/" + repair + "/invoice");
  }

  private static CommandRun resetDate(String url, String year, String... options) {
    String[] words = new String[options.length + 8];
    System.arraycopy(
        new String[] {"invoices", "reset-date", "--series", "INV", "--year", year, "--url", url},
        0,
        words,
        0,
        8);
    System.arraycopy(options, 0, words, 8, options.length);
    return CommandRun.of(new Main(), words);
  }
}
