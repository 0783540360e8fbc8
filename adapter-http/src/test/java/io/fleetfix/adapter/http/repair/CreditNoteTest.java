package io.fleetfix.adapter.http.repair;

import static io.fleetfix.adapter.http.ServerUnderTest.NEW_WORK;
import static io.fleetfix.adapter.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.adapter.http.Refusals;
import io.fleetfix.adapter.http.ServerUnderTest;
import io.fleetfix.adapter.http.workshop.WorkshopInMemory;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.contracts.hostile.Attack;
import io.fleetfix.testing.fixture.Sellers;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Credit notes take back an invoice, or a part of it. */
class CreditNoteTest {
  private static final String ALL = "{\"reason\":\"The wrong customer\"}";

  private final ServerUnderTest server =
      new ServerUnderTest(new WorkshopInMemory(Sellers.germanWorkshop(), text -> ""));

  private String repair = "";

  /** The invoice has labour of 100.00 at 19 %, a part of 40.00 at 7 % and a discount of 10.00. */
  @BeforeEach
  void issue() throws Exception {
    repair = server.open();
    work(NEW_WORK.replace("120.00", "100.00"));
    work(
        NEW_WORK
            .replace("120.00", "40.00")
            .replace(
                "}}", "},\"kind\":\"PART\",\"vat\":{\"category\":\"STANDARD\",\"rate\":\"7\"}}"));
    work(NEW_WORK.replace("120.00", "-10.00").replace("}}", "},\"kind\":\"DISCOUNT\"}"));
    server.put(repair + "/completion", "");
    server.workshop().invoice(id());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void takesBackTheWholeInvoice() throws Exception {
    HttpResponse<String> answer = credit(ALL);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode note = json(answer);
    assertThat(note.get("kind").asText()).isEqualTo("CREDIT_NOTE");
    assertThat(note.get("number").asText()).isEqualTo("CN-2025-000001");
    assertThat(note.get("isInvoice").asBoolean()).isTrue();
    assertThat(note.get("credits").toString())
        .isEqualTo(
            "{\"number\":\"INV-2025-000001\",\"issuedAt\":\"2025-11-12T14:00:00.000Z\","
                + "\"reason\":\"The wrong customer\"}");
    assertThat(note.get("totals").toString())
        .isEqualTo(
            "{\"net\":"
                + euros("130.00")
                + ",\"vat\":"
                + euros("19.90")
                + ",\"gross\":"
                + euros("149.90")
                + ",\"rates\":[{\"category\":\"STANDARD\",\"rate\":\"19\",\"net\":"
                + euros("90.00")
                + ",\"vat\":"
                + euros("17.10")
                + "},{\"category\":\"STANDARD\",\"rate\":\"7\",\"net\":"
                + euros("40.00")
                + ",\"vat\":"
                + euros("2.80")
                + "}]}");
    assertThat(note.get("total")).isEqualTo(note.get("totals").get("gross"));
    assertThat(note.get("customer").get("name").asText()).isEqualTo("Ada Example");
    assertThat(note.get("seller").get("name").asText()).isEqualTo("Werkstatt Beispiel GmbH");
    assertThat(note.has("status")).isFalse();
    String path = answer.headers().firstValue("Location").orElseThrow();
    assertThat(path).isEqualTo(repair + "/documents/CN-2025-000001");
    assertThat(server.get(path).body()).isEqualTo(answer.body());
    assertThat(documents().findValuesAsText("status")).contains("CREDITED");
    assertThat(json(server.get(repair + "/events")).get("items").findValuesAsText("eventType"))
        .containsExactly("RepairCompleted", "InvoiceIssued", "CreditNoteIssued");
  }

  @Test
  void takesBackAPartAndTheInvoiceStaysValid() throws Exception {
    HttpResponse<String> answer = credit(lines("1", "25.00"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    assertThat(json(answer).get("totals").get("vat").toString()).isEqualTo(euros("4.75"));
    JsonNode invoice = json(server.get(repair + "/invoice"));
    assertThat(invoice.get("status").asText()).isEqualTo("VALID");
    assertThat(invoice.get("lines").findValues("credited"))
        .map(JsonNode::toString)
        .containsExactly(euros("25.00"), euros("0.00"), euros("0.00"));
    assertThat(invoice.get("total").toString()).as("unchanged").isEqualTo(euros("149.90"));
  }

  @Test
  void theRestIsTakenBackToTheCent() throws Exception {
    credit(lines("1", "33.33"));
    credit(lines("2", "0.10"));
    HttpResponse<String> rest = credit(ALL);

    assertThat(rest.statusCode()).as(rest.body()).isEqualTo(201);
    long credited = 0;
    for (JsonNode document : documents()) {
      if (document.get("kind").asText().equals("CREDIT_NOTE")) {
        String total = document.get("total").get("amount").asText();
        credited += Long.parseLong(total.replace(".", ""));
      }
    }
    assertThat(credited).isEqualTo(14_990);
    assertThat(json(server.get(repair + "/invoice")).get("detail").asText())
        .contains("credit note CN-2025-000003 took back what was left");
    assertThat(documents().findValuesAsText("number"))
        .containsSubsequence(
            "INV-2025-000001", "CN-2025-000001", "CN-2025-000002", "CN-2025-000003");
  }

  @Test
  void aCreditedInvoiceIsNotFoundAsTheValidOne() throws Exception {
    credit(ALL);

    assertThat(Refusals.checkProblem(server.get(repair + "/invoice"), 404).get("detail").asText())
        .isEqualTo(
            "Repair "
                + id()
                + " has no valid invoice: credit note CN-2025-000001 took back what was left of"
                + " invoice INV-2025-000001. POST /repairs/"
                + id()
                + "/invoices issues a further invoice, and GET /repairs/"
                + id()
                + "/documents lists all documents.");
    assertThat(server.get(repair + "/documents/INV-2025-000001").statusCode()).isEqualTo(200);
  }

  @Test
  void nothingIsTakenBackTwice() throws Exception {
    credit(ALL);

    refused(ALL, "invoice-credited");
    refused(lines("1", "1.00"), "invoice-credited");
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a credit of more than is left of a line, at once or in two requests",
      answer = "409 `beyond-invoice`, and nothing is credited")
  @Test
  void noMoreIsTakenBackThanIsLeft() throws Exception {
    refused(lines("1", "100.01"), "beyond-invoice");
    refused(lines("1", "-1.00"), "beyond-invoice");
    refused(lines("3", "1.00"), "beyond-invoice");
    refused(lines("1", "95.00"), "beyond-invoice"); // only the discount would be left
    credit(lines("1", "60.00"));
    refused(lines("1", "40.01"), "beyond-invoice");
  }

  @Test
  void theCustomerNeverPaysForACreditNote() throws Exception {
    refused(lines("3", "-10.00"), "negative-credit");
  }

  @Test
  void thereAreAtMostAHundred() throws Exception {
    for (int i = 0; i < 100; i++) {
      assertThat(credit(lines("1", "0.01")).statusCode()).isEqualTo(201);
    }

    refused(lines("1", "0.01"), "credit-note-limit");
  }

  static Stream<Arguments> requests() {
    return Stream.of(
        Arguments.of("reason", "{}"),
        Arguments.of("reason", "{\"reason\":\" \"}"),
        Arguments.of("reason", ALL.replace("The wrong customer", "x".repeat(501))),
        Arguments.of("number", ALL.replace("}", ",\"number\":\"CN-2025-000001\"}")),
        Arguments.of("lines", ALL.replace("}", ",\"lines\":null}")),
        Arguments.of("lines", ALL.replace("}", ",\"lines\":[]}")),
        Arguments.of("lines", ALL.replace("}", ",\"lines\":{}}")),
        Arguments.of("lines[0]", ALL.replace("}", ",\"lines\":[1]}")),
        Arguments.of("lines[0].net", ALL.replace("}", ",\"lines\":[{\"line\":1}]}")),
        Arguments.of("lines[0].line", lines("0", "1.00")),
        Arguments.of("lines[0].line", lines("201", "1.00")),
        Arguments.of("lines[0].line", lines("1.5", "1.00")),
        Arguments.of("lines[0].line", lines("\"1\"", "1.00")),
        Arguments.of("lines.line", lines("4", "1.00")),
        Arguments.of("lines.line", twice()),
        Arguments.of("lines.net.amount", lines("1", "0.00")),
        Arguments.of("lines[0].net.amount", lines("1", "1.0")),
        Arguments.of("lines[0].net.amount", lines("1", "9".repeat(400) + ".00")),
        Arguments.of("lines.net.currency", lines("1", "1.00").replace("EUR", "USD")),
        Arguments.of("lines[0].net.currency", lines("1", "1.00").replace("EUR", "XXX")),
        Arguments.of("lines[0].price", lines("1", "1.00").replace("net", "price")));
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a credit of zero, in another currency, for no line, or for a line twice",
      answer = "400 `invalid-value`, and nothing is credited")
  @ParameterizedTest
  @MethodSource("requests")
  void isRefused(String field, String body) throws Exception {
    String before = server.snapshot();

    HttpResponse<String> answer = credit(body);

    assertThat(Refusals.checkProblem(answer, 400).path("field").asText())
        .as(answer.body())
        .isEqualTo(field);
    assertThat(server.snapshot()).isEqualTo(before);
  }

  @Test
  void anOpenRepairHasNothingToTakeBack() throws Exception {
    String open = server.open();

    assertThat(
            Refusals.checkProblem(server.post(open + "/credit-notes", ALL), 404)
                .get("detail")
                .asText())
        .endsWith(" has no invoice yet: it is issued after the repair is completed.");
    assertThat(
            Refusals.checkProblem(server.post("/repairs/R-NONE/credit-notes", ALL), 404)
                .get("detail")
                .asText())
        .isEqualTo("No repair has the id R-NONE.");
  }

  private void refused(String body, String type) throws Exception {
    String before = server.snapshot();

    assertThat(Refusals.checkProblem(credit(body), 409).get("type").asText())
        .isEqualTo("/problems/" + type);
    assertThat(server.snapshot()).isEqualTo(before);
  }

  private void work(String line) throws Exception {
    assertThat(server.post(repair + "/work", line).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> credit(String body) throws Exception {
    return server.post(repair + "/credit-notes", body);
  }

  private JsonNode documents() throws Exception {
    return json(server.get(repair + "/documents")).get("items");
  }

  private RepairId id() {
    return new RepairId(repair.substring("/repairs/".length()));
  }

  private static String lines(String line, String amount) {
    return ALL.replace("}", ",\"lines\":[{\"line\":" + line + ",\"net\":" + euros(amount) + "}]}");
  }

  private static String twice() {
    String once = "{\"line\":1,\"net\":" + euros("1.00") + "}";
    return ALL.replace("}", ",\"lines\":[" + once + "," + once + "]}");
  }

  private static String euros(String amount) {
    return "{\"amount\":\"" + amount + "\",\"currency\":\"EUR\"}";
  }
}
