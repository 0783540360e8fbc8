package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.bootstrap.cli.CommandRun;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.profile.Profiles;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.bootstrap.wiring.Wiring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service in memory, for a workshop whose documents are invoices. */
class WorkshopWithProfileTest {
  private static final String COMPANY =
      """
      {"vehicle": {"registration": "B-FF 123", "make": "VW", "model": "Golf"},
       "customer": {"name": "Garage Exemple SARL", "email": "ada@example.com", "kind": "COMPANY",
         "address": {"lines": ["1 rue de l'Exemple"], "postalCode": "75001", "city": "Paris",
           "country": "FR"},
         "language": "fr"},
       "complaint": "Brakes squeal"}
      """;
  private static final String LABOUR =
      """
      {"description": "Fit pads", "kind": "LABOUR", "quantity": "1.5", "unit": "HOUR",
       "unitPrice": {"amount": "80.00", "currency": "EUR"}}
      """;
  private static final String PART =
      """
      {"description": "Brake pads", "kind": "PART", "part": {"number": "0986", "condition": "NEW"},
       "quantity": "2", "unit": "PIECE", "unitPrice": {"amount": "49.95", "currency": "EUR"},
       "vat": {"category": "STANDARD", "rate": "7"}}
      """;
  private static final String DISCOUNT =
      """
      {"description": "Loyal customer", "kind": "DISCOUNT",
       "price": {"amount": "-20.00", "currency": "EUR"}}
      """;

  private final RunningWorkshop running;
  private final WorkshopClient workshop;

  WorkshopWithProfileTest(@TempDir Path folder) throws IOException {
    Path profile = Profiles.file(folder, Profiles.GERMAN);
    running =
        RunningWorkshop.start(
            Wiring.memory(
                WorkshopConfig.of(
                    Map.of("FLEETFIX_HTTP_PORT", "0", "FLEETFIX_WORKSHOP", profile.toString()))));
    workshop = new WorkshopClient(running.port());
  }

  @AfterEach
  void stop() throws InterruptedException {
    running.stop();
  }

  @Test
  void invoicesWithVatPerRate() throws Exception {
    JsonNode invoice = invoiced();

    assertThat(invoice.get("number").asText()).matches("INV-\\d{4}-000001");
    assertThat(invoice.get("total").get("amount").asText()).isEqualTo("225.89");
    assertThat(invoice.at("/seller/name").asText()).isEqualTo("Ring Garage GmbH");
    JsonNode totals = invoice.get("totals");
    assertThat(
            List.of(
                totals.at("/net/amount").asText(),
                totals.at("/vat/amount").asText(),
                totals.at("/gross/amount").asText()))
        .containsExactly("199.90", "25.99", "225.89");
    assertThat(totals.get("rates"))
        .extracting(
            rate ->
                rate.get("rate").asText()
                    + ": "
                    + rate.at("/net/amount").asText()
                    + " + "
                    + rate.at("/vat/amount").asText())
        .containsExactly("19: 100.00 + 19.00", "7: 99.90 + 6.99");
    assertThat(
            workshop
                .get(200, "/repairs/" + invoice.get("repairId").asText() + "/documents")
                .get("items"))
        .hasSize(1);
  }

  @Test
  void aWrongInvoiceIsCreditedAndFollowedByAFurtherOne() throws Exception {
    JsonNode wrong = invoiced();
    String repair = "/repairs/" + wrong.get("repairId").asText();

    JsonNode note =
        workshop.send(201, "POST", repair + "/credit-notes", "{\"reason\": \"Wrong price\"}");
    workshop.get(404, repair + "/invoice");
    JsonNode further =
        workshop.send(201, "POST", repair + "/invoices", "{\"lines\": [" + LABOUR + "]}");

    assertThat(note.get("number").asText()).matches("CN-\\d{4}-000001");
    assertThat(note.get("total").get("amount").asText()).isEqualTo("225.89");
    assertThat(note.at("/credits/number")).isEqualTo(wrong.get("number"));
    assertThat(further.get("number").asText()).matches("INV-\\d{4}-000002");
    assertThat(further.get("total").get("amount").asText()).isEqualTo("142.80");
    assertThat(workshop.get(200, repair + "/invoice").get("number"))
        .isEqualTo(further.get("number"));
    assertThat(workshop.get(200, repair + "/documents").get("items"))
        .extracting(each -> each.get("number"))
        .containsExactly(wrong.get("number"), note.get("number"), further.get("number"));
    eventually(
        () -> {
          assertThat(mailsOf(wrong)).hasSize(3);
          assertThat(workshop.events(wrong.get("repairId").asText()))
              .extracting(event -> event.get("eventType").asText() + event.get("state").asText())
              .containsExactly(
                  "RepairCompletedDELIVERED",
                  "InvoiceIssuedDELIVERED",
                  "CreditNoteIssuedDELIVERED",
                  "InvoiceIssuedDELIVERED");
        });
  }

  @Test
  void theOperatorResendsACreditNoteByItsNumber() throws Exception {
    JsonNode invoice = invoiced();
    String repair = invoice.get("repairId").asText();
    String note =
        workshop
            .send(
                201,
                "POST",
                "/repairs/" + repair + "/credit-notes",
                "{\"reason\": \"Wrong price\"}")
            .get("number")
            .asText();
    eventually(() -> assertThat(mailsOf(invoice)).hasSize(2));

    CommandRun unknown = resend(repair, "CN-2001-000001");
    CommandRun run = resend(repair, note);

    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err())
        .contains("The repair " + repair + " has no document with the number CN-2001-000001.");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains(note);
    eventually(
        () ->
            assertThat(mailsOf(invoice))
                .hasSize(3)
                .filteredOn(mail -> mail.get("subject").asText().contains(note))
                .hasSize(2));
  }

  @Test
  void refusesANameThatNoFontCanShow() throws Exception {
    JsonNode problem =
        workshop.send(400, "POST", "/repairs", COMPANY.replace("SARL", "\ud801\udc00"));

    assertThat(problem.toString()).contains("customer.name", "no font");
  }

  @Test
  void refusesAReasonOfACreditThatNoFontCanShow() throws Exception {
    String repair = invoiced().get("repairId").asText();

    JsonNode problem =
        workshop.send(
            400, "POST", "/repairs/" + repair + "/credit-notes", "{\"reason\":\"\ud801\udc00\"}");

    assertThat(problem.toString()).contains("reason", "no font");
    assertThat(workshop.get(200, "/repairs/" + repair + "/documents").get("items")).hasSize(1);
  }

  private JsonNode invoiced() throws Exception {
    String repair = workshop.send(201, "POST", "/repairs", COMPANY).get("repairId").asText();
    for (String line : List.of(LABOUR, PART, DISCOUNT)) {
      workshop.post("/repairs/" + repair + "/work", line);
    }
    workshop.complete(repair);
    List<JsonNode> found = new ArrayList<>();
    eventually(() -> found.add(workshop.get(200, "/repairs/" + repair + "/invoice")));
    return found.getLast();
  }

  private List<JsonNode> mailsOf(JsonNode document) throws Exception {
    List<JsonNode> mails = new ArrayList<>();
    workshop.get(200, "/mails?limit=200").get("items").forEach(mails::add);
    mails.removeIf(mail -> !mail.get("repairId").equals(document.get("repairId")));
    return mails;
  }

  private CommandRun resend(String repair, String number) {
    return CommandRun.of(
        new Main(),
        "mail",
        "resend",
        "--repair",
        repair,
        "--document",
        number,
        "--url",
        "http://127.0.0.1:" + running.port());
  }
}
