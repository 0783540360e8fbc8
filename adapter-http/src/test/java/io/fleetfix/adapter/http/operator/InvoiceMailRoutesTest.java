package io.fleetfix.adapter.http.operator;

import static io.fleetfix.adapter.http.Refusals.checkProblem;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.mailed;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.adapter.http.ServerUnderTest;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.mail.MailStatus.Waiting.Cause;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.outbox.event.Change;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator looks for mails that are not sent, and has them sent again. */
class InvoiceMailRoutesTest {
  private static final String MAILS = "/invoices/mails";
  private static final String REQUESTS = MAILS + "/requests";
  private static final String NO_USER = "550 5.1.1 No such user";

  private final ServerUnderTest server = new ServerUnderTest();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void listsTheMailsOfAStatusWithTheirReasons() throws Exception {
    Invoice undeliverable = mailedAs(new MailStatus.Undeliverable(NO_USER));
    Invoice waiting = mailedAs(new MailStatus.Waiting(TWO_O_CLOCK, Cause.MAIL, "450 Later"));
    mailedAs(new MailStatus.Sent(TWO_O_CLOCK));

    JsonNode unsent = items(server.get(MAILS));
    assertThat(unsent).hasSize(1);
    assertThat(unsent.get(0).get("repairId").asText()).isEqualTo(waiting.repairId().value());
    assertThat(unsent.get(0).get("mail").get("status").asText()).isEqualTo("WAITING");
    assertThat(unsent.get(0).get("mail").get("reason").asText()).isEqualTo("450 Later");

    JsonNode found = items(server.get(MAILS + "?status=UNDELIVERABLE&reason=no%20SUCH"));
    assertThat(found).hasSize(1);
    assertThat(found.get(0).get("repairId").asText()).isEqualTo(undeliverable.repairId().value());
    assertThat(found.get(0).get("mail").get("attempts").asInt()).isEqualTo(1);
    assertThat(items(server.get(MAILS + "?status=UNDELIVERABLE&reason=quota"))).isEmpty();
    assertThat(items(server.get(MAILS + "?status=REFUSED"))).isEmpty();
  }

  @Test
  void requestsAMailAgain() throws Exception {
    Invoice sent = mailedAs(new MailStatus.Sent(TWO_O_CLOCK));
    String path = "/repairs/" + sent.repairId() + "/invoice/mail";

    HttpResponse<String> answer = server.post(path, "{\"to\":\"bo@example.com\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    JsonNode mail = ServerUnderTest.json(answer).get("mail");
    assertThat(mail.get("status").asText()).isEqualTo("PENDING");
    assertThat(mail.get("to").asText()).isEqualTo("bo@example.com");
    assertThat(ServerUnderTest.json(answer).get("sentAt").asText())
        .isEqualTo("2025-11-12T14:00:00.000Z");
    JsonNode events = items(server.get("/repairs/" + sent.repairId() + "/events"));
    assertThat(events.findValuesAsText("eventType")).contains("InvoiceMailRequested");
  }

  @Test
  void aMailThatIsBeingSentIsNotRequested() throws Exception {
    Invoice issued = issued();
    server.workshop().commit(issued.attempted(TWO_O_CLOCK));

    HttpResponse<String> answer =
        server.post("/repairs/" + issued.repairId() + "/invoice/mail", "{}");

    assertThat(checkProblem(answer, 409).get("type").asText())
        .isEqualTo("/problems/mail-in-progress");
  }

  @Test
  void requestsTheMailsOfAReasonTogether() throws Exception {
    Invoice one = mailedAs(new MailStatus.Undeliverable(NO_USER));
    Invoice other = mailedAs(new MailStatus.Undeliverable("550 Mailbox disabled"));
    String order = "{\"status\":\"UNDELIVERABLE\",\"reason\":\"no such\"";

    JsonNode dry = items(server.post(REQUESTS, order + ",\"dryRun\":true}"));
    assertThat(dry.findValuesAsText("result")).containsExactly("WOULD_BE_REQUESTED");
    JsonNode requested = items(server.post(REQUESTS, order + "}"));

    assertThat(requested.findValuesAsText("result")).containsExactly("REQUESTED");
    assertThat(requested.findValuesAsText("repairId")).containsExactly(one.repairId().value());
    assertThat(items(server.get(MAILS)).findValuesAsText("repairId"))
        .containsExactly(one.repairId().value());
    assertThat(items(server.get(MAILS + "?status=UNDELIVERABLE")).findValuesAsText("repairId"))
        .containsExactly(other.repairId().value());
    assertThat(items(server.post(REQUESTS, order + "}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"R-404", "r-1"})
  void anUnknownInvoiceIsNotFound(String id) throws Exception {
    checkProblem(server.post("/repairs/" + id + "/invoice/mail", "{}"), 404);
  }

  static Stream<Arguments> badRequests() {
    return Stream.of(
        Arguments.of("status", REQUESTS, "{}"),
        Arguments.of("status", REQUESTS, "{\"status\":\"SENT\"}"),
        Arguments.of("reason", REQUESTS, "{\"status\":\"REFUSED\",\"reason\":\" \"}"),
        Arguments.of(
            "reason", REQUESTS, "{\"status\":\"REFUSED\",\"reason\":\"" + "x".repeat(101) + "\"}"),
        Arguments.of("dryRun", REQUESTS, "{\"status\":\"REFUSED\",\"dryRun\":1}"),
        Arguments.of("limit", REQUESTS, "{\"status\":\"REFUSED\",\"limit\":101}"),
        Arguments.of("cursor", REQUESTS, "{\"status\":\"REFUSED\",\"cursor\":\"x\"}"),
        Arguments.of("to", "/repairs/R-1/invoice/mail", "{\"to\":null}"),
        Arguments.of("from", "/repairs/R-1/invoice/mail", "{\"from\":\"a@example.com\"}"));
  }

  @ParameterizedTest
  @MethodSource("badRequests")
  void refusesInvalidRequests(String field, String path, String body) throws Exception {
    assertThat(checkProblem(server.post(path, body), 400).get("field").asText()).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status=SENT", "status=", "reason=", "limit=0", "cursor=x"})
  void refusesInvalidQueries(String query) throws Exception {
    checkProblem(server.get(MAILS + "?" + query), 400);
  }

  private static JsonNode items(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return ServerUnderTest.json(answer).get("items");
  }

  private Invoice mailedAs(MailStatus status) {
    Invoice issued = issued();
    List<Change<Document>> changes = mailed(issued, status);
    changes.forEach(server.workshop()::commit);
    return (Invoice) changes.getLast().state();
  }

  private Invoice issued() {
    Change<Repair> opened = opened();
    Change<Repair> completed = accepted(opened.state().complete(TWO_O_CLOCK));
    server.workshop().commit(opened);
    server.workshop().commit(completed);
    Change<Invoice> issued =
        Invoice.issue(
            completed.state(), new InvoiceNumber(WORKSHOP.series(), 2025, 1), TWO_O_CLOCK);
    server.workshop().commit(issued);
    return issued.state();
  }
}
