package io.fleetfix.adapter.http.operator;

import static io.fleetfix.adapter.http.Refusals.checkProblem;
import static io.fleetfix.testing.fixture.Fixtures.taken;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.adapter.http.ServerUnderTest;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.outbox.contracts.hostile.Attack;
import io.fleetfix.outbox.event.Change;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The operator resets the date of the last invoice. The service's clock shows 14:00. */
class InvoiceDateRoutesTest {
  private static final String RESETS = "/invoices/date-resets";
  private static final Duration BEHIND = InvoiceNumbers.MAX_AHEAD.plusMillis(1);

  private final ServerUnderTest server = new ServerUnderTest();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void setsADateBackThatIsTooFarAhead() throws Exception {
    issueTwo();
    server.workshop().passTime(BEHIND.negated());

    String dates =
        "{\"series\":\"INV\",\"year\":2025,\"lastNumber\":2,"
            + "\"dateBefore\":\"2025-11-12T14:00:00.000Z\","
            + "\"dateAfter\":\"2025-11-11T13:59:59.999Z\",\"result\":";
    String now = "\"now\":\"2025-11-11T14:04:00Z\"";
    assertThat(reset(now + ",\"dryRun\":true").body()).isEqualTo(dates + "\"WOULD_BE_RESET\"}");
    assertThat(reset(now + ",\"dryRun\":false").body()).isEqualTo(dates + "\"RESET\"}");
    assertThat(reset(now).body())
        .contains("\"dateBefore\":\"2025-11-11T13:59:59.999Z\"", "\"result\":\"NOT_NEEDED\"");
  }

  @Test
  void leavesADateThatPreventsNothing() throws Exception {
    issueTwo();
    server.workshop().passTime(Duration.ofHours(-1));

    assertThat(reset("\"now\":\"2025-11-12T13:00:00Z\"").body())
        .contains("\"dateAfter\":\"2025-11-12T14:00:00.000Z\"", "\"result\":\"NOT_NEEDED\"");
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a reset of an invoice date, with a clock that differs from the service's",
      answer = "400 `invalid-value`, and nothing is changed")
  @Test
  void resetsNothingIfTheTwoClocksDiffer() throws Exception {
    issueTwo();
    server.workshop().passTime(BEHIND.negated());

    for (String now : new String[] {"2025-11-12T14:00:00Z", "2025-11-11T13:54:59Z"}) {
      assertThat(checkProblem(reset("\"now\":\"" + now + "\""), 400).get("detail").asText())
          .contains("differs by more than 5 minutes", "shows 2025-11-11T13:59:59.999Z");
    }
    assertThat(reset("\"now\":\"2025-11-11T14:00:00Z\",\"dryRun\":true").body())
        .contains("WOULD_BE_RESET");
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a reset for a series or year without invoices",
      answer = "404 `not-found`")
  @Test
  void aSeriesWithoutInvoicesIsNotFound() throws Exception {
    assertThat(checkProblem(reset("\"now\":\"2025-11-12T14:00:00Z\""), 404).get("detail").asText())
        .isEqualTo("No invoice of series INV and year 2025 was ever issued.");
  }

  static Stream<Arguments> badResets() {
    return Stream.of(
        Arguments.of("series", "{}"),
        Arguments.of("series", "{\"series\":\"inv\",\"year\":2025,\"now\":\"2025-11-12\"}"),
        Arguments.of("series", "{\"series\":null,\"year\":2025,\"now\":\"2025-11-12\"}"),
        Arguments.of("year", "{\"series\":\"INV\",\"now\":\"2025-11-12T14:00:00Z\"}"),
        Arguments.of("year", "{\"series\":\"INV\",\"year\":\"2025\"}"),
        Arguments.of("year", "{\"series\":\"INV\",\"year\":0}"),
        Arguments.of("year", "{\"series\":\"INV\",\"year\":10000}"),
        Arguments.of("now", "{\"series\":\"INV\",\"year\":2025}"),
        Arguments.of("now", "{\"series\":\"INV\",\"year\":2025,\"now\":\"14:00\"}"),
        Arguments.of("dryRun", "{\"series\":\"INV\",\"year\":2025,\"dryRun\":1}"),
        Arguments.of("date", "{\"series\":\"INV\",\"year\":2025,\"date\":\"2025-11-12\"}"));
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "an invalid reset of an invoice date",
      answer = "400 `invalid-value`")
  @ParameterizedTest
  @MethodSource("badResets")
  void refusesInvalidResets(String field, String body) throws Exception {
    assertThat(checkProblem(server.post(RESETS, body), 400).get("field").asText()).isEqualTo(field);
  }

  private HttpResponse<String> reset(String more) throws Exception {
    return server.post(RESETS, "{\"series\":\"INV\",\"year\":2025," + more + "}");
  }

  /** Takes the numbers 1 and 2 at 14:00. */
  private void issueTwo() {
    server.workshop().door().commit(Change.of(taken(2)));
  }
}
