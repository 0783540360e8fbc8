package io.fleetfix.adapter.http.repair;

import static io.fleetfix.adapter.http.ServerUnderTest.NEW_WORK;
import static io.fleetfix.adapter.http.ServerUnderTest.json;
import static io.fleetfix.outbox.contracts.Together.together;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.adapter.http.Refusals;
import io.fleetfix.adapter.http.ServerUnderTest;
import io.fleetfix.adapter.http.workshop.WorkshopInMemory;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.outbox.contracts.hostile.Attack;
import io.fleetfix.testing.fixture.Sellers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A further invoice takes the place of one that was credited in full. */
class FurtherInvoiceTest {
  private static final String WRONG = "{\"reason\":\"The wrong customer\"}";
  private static final String COMPANY =
      """
      {"name":"Example GmbH","kind":"COMPANY","vatId":"DE123456789","language":"de",
       "address":{"lines":["Hauptstr. 1"],"postalCode":"10115","city":"Berlin","country":"DE"}}
      """;

  private final ServerUnderTest server =
      new ServerUnderTest(new WorkshopInMemory(Sellers.germanWorkshop(), text -> ""));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void isTheSameAgainIfNothingIsSaid() throws Exception {
    String repair = credited();
    server.workshop().passTime(Duration.ofMinutes(5));

    HttpResponse<String> answer = server.post(repair + "/invoices", "{}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode first = json(server.get(repair + "/documents/INV-2025-000001"));
    JsonNode second = json(answer);
    assertThat(first.get("status").asText()).isEqualTo("REPLACED");
    assertThat(second.get("status").asText()).isEqualTo("VALID");
    assertThat(second.get("number").asText()).isEqualTo("INV-2025-000002");
    assertThat(second.get("issuedAt").asText()).isEqualTo("2025-11-12T14:05:00.000Z");
    assertThat(second.get("suppliedAt")).isEqualTo(first.get("suppliedAt"));
    assertThat(second.get("totals")).isEqualTo(first.get("totals"));
    assertThat(second.get("customer")).isEqualTo(first.get("customer"));
    assertThat(answer.headers().firstValue("Location"))
        .contains(repair + "/documents/INV-2025-000002");
    assertThat(server.get(repair + "/invoice").body()).isEqualTo(answer.body());
    assertThat(documents(repair).findValuesAsText("kind"))
        .containsExactly("INVOICE", "CREDIT_NOTE", "INVOICE");
  }

  @Test
  void hasAnotherCustomerAndOtherLines() throws Exception {
    String repair = credited();
    String discount = NEW_WORK.replace("120.00", "-5.00").replace("}}", "},\"kind\":\"GOODWILL\"}");

    HttpResponse<String> answer =
        server.post(
            repair + "/invoices",
            "{\"customer\":" + COMPANY + ",\"lines\":[" + NEW_WORK + "," + discount + "]}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    JsonNode invoice = json(answer);
    assertThat(invoice.get("customer").get("name").asText()).isEqualTo("Example GmbH");
    assertThat(invoice.get("customer").get("vatId").asText()).isEqualTo("DE123456789");
    assertThat(invoice.get("totals").get("net").get("amount").asText()).isEqualTo("115.00");
    assertThat(invoice.get("total").get("amount").asText()).isEqualTo("136.85");
    assertThat(json(server.get(repair)).get("customer").get("name").asText())
        .as("the repair never changes")
        .isEqualTo("Ada Example");
  }

  @Test
  void canBeCorrectedItself() throws Exception {
    String repair = credited();
    server.post(repair + "/invoices", "{\"customer\":" + COMPANY + "}");
    server.post(repair + "/credit-notes", WRONG);
    server.post(repair + "/invoices", "{}");

    assertThat(documents(repair).findValuesAsText("number"))
        .filteredOn(number -> !number.isEmpty())
        .containsSubsequence(
            "INV-2025-000001",
            "CN-2025-000001",
            "INV-2025-000002",
            "CN-2025-000002",
            "INV-2025-000003");
    assertThat(json(server.get(repair + "/invoice")).get("customer").get("name").asText())
        .as("the customer of the invoice before")
        .isEqualTo("Example GmbH");
  }

  @Test
  void isRefusedWhileAnInvoiceIsValid() throws Exception {
    String repair = server.invoiced();
    server.post(
        repair + "/credit-notes",
        WRONG.replace(
            "}", ",\"lines\":[{\"line\":1,\"net\":{\"amount\":\"1.00\",\"currency\":\"EUR\"}}]}"));

    refused(repair, "{}", "invoice-valid");
  }

  @Test
  void obeysTheRulesOfEveryInvoice() throws Exception {
    String repair = credited();
    String reverse = NEW_WORK.replace("}}", "},\"vat\":{\"category\":\"REVERSE_CHARGE\"}}");
    String discount = NEW_WORK.replace("120.00", "-1.00").replace("}}", "},\"kind\":\"DISCOUNT\"}");

    refused(repair, lines(NEW_WORK.replace("120.00", "300.00")), "address-missing");
    refused(repair, lines(reverse), "vat-id-missing");
    refused(repair, lines(discount), "negative-total");
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a further invoice with lines in several currencies, or too many of them",
      answer = "400 `invalid-value`, and no invoice is issued")
  @Test
  void refusesOtherCurrenciesAndTooManyLines() throws Exception {
    String repair = credited();
    String dollars = NEW_WORK.replace("EUR", "USD");
    String before = server.snapshot();

    check(server.post(repair + "/invoices", lines(dollars)), "lines[0].price.currency");
    check(
        server.post(repair + "/invoices", lines(NEW_WORK + "," + dollars)),
        "lines[1].price.currency");
    check(server.post(repair + "/invoices", "{\"lines\":[]}"), "lines");
    check(
        server.post(
            repair + "/invoices", lines((NEW_WORK + ",").repeat(Repair.MAX_WORK_LINES) + NEW_WORK)),
        "lines");
    check(server.post(repair + "/invoices", "{\"reason\":\"x\"}"), "reason");

    assertThat(server.snapshot()).isEqualTo(before);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "concurrent requests for a further invoice",
      answer = "201 for one, 409 `invoice-valid` for the others, and one invoice")
  @Test
  void concurrentRequestsIssueOneInvoice() throws Exception {
    for (int round = 0; round < 10; round++) {
      String repair = credited();

      List<HttpResponse<String>> answers =
          together(2, () -> server.post(repair + "/invoices", "{}"));

      assertThat(answers).extracting(HttpResponse::statusCode).containsExactlyInAnyOrder(201, 409);
      assertThat(documents(repair)).hasSize(3);
    }
  }

  @Test
  void concurrentRequestsWithOneKeyGetTheSameInvoice() throws Exception {
    for (int round = 0; round < 10; round++) {
      String repair = credited();
      String key = "key-" + round;

      List<HttpResponse<String>> answers =
          together(2, () -> server.postOnce(repair + "/invoices", "{}", key));

      assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201);
      assertThat(answers.getFirst().body()).isEqualTo(answers.getLast().body());
      assertThat(documents(repair)).hasSize(3);
    }
  }

  /** The first request is committed after the second one has looked for its key. */
  @Test
  void aRequestThatIsRefusedByItsOwnEffectGetsTheSameInvoice() throws Exception {
    String repair = credited();
    AtomicReference<HttpResponse<String>> first = new AtomicReference<>();
    AtomicBoolean sent = new AtomicBoolean();
    server
        .workshop()
        .beforeRead(
            () -> {
              if (!sent.getAndSet(true)) {
                first.set(further(repair));
              }
            });

    HttpResponse<String> second = further(repair);

    assertThat(second.statusCode()).as(second.body()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.get().body());
    assertThat(documents(repair)).hasSize(3);
  }

  private HttpResponse<String> further(String repair) {
    try {
      return server.postOnce(repair + "/invoices", "{}", "same-key");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void waitsForAnOperatorIfTheLastDateIsTooFarAhead() throws Exception {
    String repair = server.invoiced();
    server.workshop().passTime(Duration.ofDays(3));
    server.post(repair + "/credit-notes", WRONG);
    server.post(repair + "/invoices", "{}");
    server.post(repair + "/credit-notes", WRONG);
    server.workshop().passTime(Duration.ofDays(-2));
    String before = server.snapshot();

    HttpResponse<String> answer = server.post(repair + "/invoices", "{}");

    assertThat(Refusals.checkProblem(answer, 503).get("type").asText())
        .isEqualTo("/problems/invoice-date-ahead");
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
    assertThat(answer.body()).contains("POST /invoices/date-resets");
    assertThat(server.snapshot()).isEqualTo(before);
    server.post(
        "/invoices/date-resets",
        "{\"series\":\"INV\",\"year\":2025,\"now\":\"2025-11-13T14:00:00Z\"}");
    assertThat(server.post(repair + "/invoices", "{}").statusCode()).isEqualTo(201);
  }

  @Test
  void anOpenRepairHasNoFurtherInvoice() throws Exception {
    assertThat(
            Refusals.checkProblem(server.post(server.open() + "/invoices", "{}"), 404)
                .get("detail")
                .asText())
        .endsWith(" has no invoice yet: it is issued after the repair is completed.");
    assertThat(
            Refusals.checkProblem(server.post("/repairs/R-NONE/invoices", "{}"), 404)
                .get("detail")
                .asText())
        .isEqualTo("No repair has the id R-NONE.");
  }

  /** A workshop can get its profile after its first invoices. */
  @Test
  void withoutAProfileNothingIsAnInvoice() throws Exception {
    try (ServerUnderTest plain = new ServerUnderTest()) {
      String repair = plain.invoiced();
      plain.post(repair + "/credit-notes", WRONG);

      HttpResponse<String> answer = plain.post(repair + "/invoices", "{}");

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      JsonNode invoice = json(answer);
      assertThat(invoice.get("isInvoice").asBoolean()).isFalse();
      assertThat(invoice.has("seller")).isFalse();
      assertThat(invoice.get("lines").get(0).get("vat").toString())
          .isEqualTo("{\"category\":\"NOT_STATED\",\"rate\":\"0\"}");
      assertThat(invoice.get("total").get("amount").asText()).isEqualTo("120.00");
    }
  }

  private String credited() throws Exception {
    String repair = server.invoiced();
    assertThat(server.post(repair + "/credit-notes", WRONG).statusCode()).isEqualTo(201);
    return repair;
  }

  private void refused(String repair, String body, String type) throws Exception {
    String before = server.snapshot();

    assertThat(
            Refusals.checkProblem(server.post(repair + "/invoices", body), 409)
                .get("type")
                .asText())
        .isEqualTo("/problems/" + type);
    assertThat(server.snapshot()).isEqualTo(before);
  }

  private static void check(HttpResponse<String> answer, String field) throws Exception {
    assertThat(Refusals.checkProblem(answer, 400).path("field").asText())
        .as(answer.body())
        .isEqualTo(field);
  }

  private JsonNode documents(String repair) throws Exception {
    return json(server.get(repair + "/documents")).get("items");
  }

  private static String lines(String lines) {
    return "{\"lines\":[" + lines + "]}";
  }
}
