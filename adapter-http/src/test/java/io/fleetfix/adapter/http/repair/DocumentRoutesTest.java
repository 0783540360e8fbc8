package io.fleetfix.adapter.http.repair;

import static io.fleetfix.adapter.http.ServerUnderTest.json;
import static io.fleetfix.adapter.http.workshop.WorkshopInMemory.PDF;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.adapter.http.Refusals;
import io.fleetfix.adapter.http.ServerUnderTest;
import io.fleetfix.adapter.http.workshop.WorkshopInMemory;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.outbox.contracts.hostile.Attack;
import io.fleetfix.testing.fixture.Sellers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every document of a repair can be listed, read, printed and mailed. */
@TestInstance(Lifecycle.PER_CLASS)
class DocumentRoutesTest {
  private static final String WRONG = "{\"reason\":\"The wrong customer\"}";

  private final ServerUnderTest server =
      new ServerUnderTest(new WorkshopInMemory(Sellers.germanWorkshop(), text -> ""));

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void anInvoiceHasTheFieldsOfEarlierReleasesAndAllThatItShows() throws Exception {
    JsonNode invoice = json(server.get(server.invoiced() + "/invoice"));

    assertThat(invoice.get("lines").get(0).get("description").asText()).isEqualTo("Brake pads");
    assertThat(invoice.get("lines").get(0).get("price").toString()).isEqualTo(euros("120.00"));
    assertThat(invoice.get("total").toString()).as("with VAT").isEqualTo(euros("142.80"));
    assertThat(invoice.get("issuedAt").asText()).isEqualTo("2025-11-12T14:00:00.000Z");
    assertThat(invoice.get("mail").get("status").asText()).isEqualTo("PENDING");

    assertThat(invoice.get("kind").asText()).isEqualTo("INVOICE");
    assertThat(invoice.get("status").asText()).isEqualTo("VALID");
    assertThat(invoice.get("isInvoice").asBoolean()).isTrue();
    assertThat(invoice.has("invoice")).isFalse();
    assertThat(invoice.get("suppliedAt").asText()).isEqualTo("2025-11-12T14:00:00.000Z");
    assertThat(invoice.get("lines").get(0).get("vat").toString())
        .isEqualTo("{\"category\":\"STANDARD\",\"rate\":\"19\"}");
    assertThat(invoice.get("lines").get(0).has("credited")).isFalse();
    assertThat(invoice.get("totals").get("vat").toString()).isEqualTo(euros("22.80"));
    assertThat(invoice.get("customer").toString())
        .isEqualTo("{\"name\":\"Ada Example\",\"kind\":\"PERSON\"}");
    assertThat(invoice.get("seller").toString())
        .isEqualTo(
            "{\"name\":\"Werkstatt Beispiel GmbH\",\"address\":{\"lines\":[\"Musterstraße 1\"],"
                + "\"postalCode\":\"10115\",\"city\":\"Berlin\",\"country\":\"DE\"},"
                + "\"vatId\":\"DE123456789\",\"taxNumber\":\"12/345/67890\","
                + "\"registration\":\"HRB 12345, Amtsgericht Berlin\","
                + "\"contact\":\"+49 30 901820\",\"bank\":{\"holder\":\"Werkstatt Beispiel GmbH\","
                + "\"account\":\"DE89370400440532013000\",\"bic\":\"COBADEFFXXX\"},"
                + "\"terms\":\"Zahlbar innerhalb von 14 Tagen ohne Abzug.\","
                + "\"exemption\":\"Steuerfrei nach § 4 UStG\"}");
  }

  @Test
  void aDocumentIsServedInTheTypeThatTheClientPrefers() throws Exception {
    String repair = server.invoiced();
    HttpResponse<String> credited = server.post(repair + "/credit-notes", WRONG);
    String note = credited.headers().firstValue("Location").orElseThrow();

    HttpResponse<String> pdf = server.get(note, "application/pdf");

    assertThat(pdf.body()).isEqualTo(PDF);
    assertThat(pdf.headers().firstValue("Content-Disposition").orElseThrow())
        .isEqualTo("inline; filename=\"" + json(credited).get("number").asText() + ".pdf\"");
    assertThat(server.get(note).body()).isEqualTo(credited.body());
    Refusals.checkProblem(server.get(note, "text/html"), 406);
  }

  @Test
  void aRepairWithoutAnInvoiceHasNoDocuments() throws Exception {
    String open = server.open();

    assertThat(server.get(open + "/documents").body()).isEqualTo("{\"items\":[]}");
    assertThat(
            Refusals.checkProblem(server.get("/repairs/R-NONE/documents"), 404)
                .get("detail")
                .asText())
        .isEqualTo("No repair has the id R-NONE.");
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "the number of no document, a malformed one, or that of another repair's document",
      answer = "404 `not-found`, without the number")
  @ParameterizedTest
  @ValueSource(
      strings = {"INV-2025-999999", "inv-1", "1", "INV-2025-1", "%3Cmark%3E", "OTHER", "INVOICE"})
  void anUnknownNumberIsNotFound(String number) throws Exception {
    String repair = server.invoiced();
    String other = json(server.get(server.invoiced() + "/invoice")).get("number").asText();
    String path = repair + "/documents/" + number.replace("OTHER", other);
    String before = server.snapshot();

    for (HttpResponse<String> answer :
        List.of(server.get(path), server.post(path + "/mail", "{}"))) {
      assertThat(Refusals.checkProblem(answer, 404).get("detail").asText())
          .isEqualTo(
              "Repair ID has no document with this number. GET /repairs/ID/documents lists its"
                      .replace("ID", repair.substring("/repairs/".length()))
                  + " documents.");
    }
    assertThat(server.snapshot()).isEqualTo(before);
    for (String unknown : List.of("/repairs/R-NONE", "/repairs/x")) {
      Refusals.checkProblem(server.get(unknown + "/documents/" + other), 404);
      Refusals.checkProblem(server.post(unknown + "/documents/" + other + "/mail", "{}"), 404);
    }
  }

  @Test
  void anyDocumentIsMailedAgain() throws Exception {
    String repair = server.invoiced();
    String first = json(server.get(repair + "/invoice")).get("number").asText();
    String note =
        server.post(repair + "/credit-notes", WRONG).headers().firstValue("Location").orElseThrow();

    HttpResponse<String> requested =
        server.post(note + "/mail", "{\"to\":\"accounting@example.com\"}");
    HttpResponse<String> latest = server.post(repair + "/invoice/mail", "{}");

    assertThat(requested.statusCode()).as(requested.body()).isEqualTo(202);
    assertThat(json(requested).get("kind").asText()).isEqualTo("CREDIT_NOTE");
    assertThat(json(requested).get("mail").get("to").asText()).isEqualTo("accounting@example.com");
    assertThat(latest.statusCode()).as("although it is credited").isEqualTo(202);
    assertThat(json(latest).get("number").asText()).isEqualTo(first);
    server.post(repair + "/invoices", "{}");
    assertThat(json(server.post(repair + "/invoice/mail", "{}")).get("status").asText())
        .isEqualTo("VALID");
    assertThat(json(server.get("/invoices/mails?limit=200")).get("items").findValuesAsText("kind"))
        .contains("INVOICE", "CREDIT_NOTE");
  }

  @Test
  void aMailIsRequestedOnceForEachKey() throws Exception {
    String repair = server.invoiced();
    String number = json(server.get(repair + "/invoice")).get("number").asText();
    String path = repair + "/documents/" + number + "/mail";

    HttpResponse<String> first = server.postOnce(path, "{}", "mail-key");
    HttpResponse<String> second = server.postOnce(path, "{}", "mail-key");

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(json(server.get(repair + "/events")).get("items").findValuesAsText("eventType"))
        .containsOnlyOnce("InvoiceMailRequested");
    Refusals.checkProblem(server.postOnce(path, "{ }", "mail-key"), 422);
    Refusals.checkProblem(server.post(path, "{\"to\":\"ada\"}"), 400);
  }

  @Test
  void anUnreadableDocumentIsNamedAndHidesNoEventOfTheOthers() throws Exception {
    try (ServerUnderTest damaged = new ServerUnderTest()) {
      String repair = damaged.invoiced();
      damaged.post(repair + "/credit-notes", WRONG);
      damaged.post(repair + "/invoices", "{}");
      String id = repair.substring("/repairs/".length());
      damaged.workshop().spoil(DocumentId.parse("INVOICE#" + id + "#2").orElseThrow());

      JsonNode events = json(damaged.get(repair + "/events"));
      JsonNode redelivery =
          json(
              damaged.post(
                  "/outbox/redeliveries", "{\"repairId\":\"" + id + "\",\"dryRun\":true}"));
      HttpResponse<String> documents = damaged.get(repair + "/documents");

      assertThat(events.get("items").findValuesAsText("eventType"))
          .containsExactly("RepairCompleted", "InvoiceIssued", "CreditNoteIssued");
      for (JsonNode answer : List.of(events, redelivery)) {
        assertThat(answer.get("unreadable").findValuesAsText("key"))
            .containsExactly("INVOICE#" + id + "#2");
      }
      assertThat(redelivery.get("items")).hasSize(3);
      assertThat(Refusals.checkProblem(documents, 500).get("detail").asText())
          .startsWith("The row INVOICE#" + id + "#2 cannot be read: It has no number.");
    }
  }

  private static String euros(String amount) {
    return "{\"amount\":\"" + amount + "\",\"currency\":\"EUR\"}";
  }
}
