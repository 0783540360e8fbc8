package io.fleetfix.adapter.http.repair;

import static io.fleetfix.adapter.http.ServerUnderTest.JSON_TYPE;
import static io.fleetfix.adapter.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.adapter.http.Refusals;
import io.fleetfix.adapter.http.ServerUnderTest;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A completion says what the customer gets: an invoice, unless the work is under a warranty. */
@TestInstance(Lifecycle.PER_CLASS)
class CompletionTest {
  private final ServerUnderTest server = new ServerUnderTest();

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                       | INVOICE",
        "{}                       | INVOICE",
        "{\"billing\":\"INVOICE\"}  | INVOICE",
        "{\"billing\":\"WARRANTY\"} | WARRANTY"
      })
  void theBodyIsOptional(String body, String billing) throws Exception {
    String repair = server.open();
    assertThat(json(server.get(repair)).has("billing")).isFalse();

    HttpResponse<String> completed = server.put(repair + "/completion", body);

    assertThat(completed.statusCode()).as(completed.body()).isEqualTo(200);
    assertThat(json(completed).get("billing").asText()).isEqualTo(billing);
    assertThat(json(server.get(repair)).get("billing").asText()).isEqualTo(billing);
  }

  /** As curl sends it with an empty text as the body. */
  @Test
  void anEmptyBodyMayHaveAnyType() throws Exception {
    assertThat(
            server
                .send("PUT", server.open() + "/completion", "application/x-www-form-urlencoded", "")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void aCompletedRepairKeepsItsBilling() throws Exception {
    String repair = server.open();
    HttpResponse<String> first = server.put(repair + "/completion", "{\"billing\":\"WARRANTY\"}");

    HttpResponse<String> second = server.put(repair + "/completion", "");

    assertThat(second.body()).isEqualTo(first.body());
    assertThat(Refusals.checkProblem(server.get(repair + "/invoice"), 404).get("detail").asText())
        .endsWith("has no invoice: it was done under a warranty.");
    for (String command : new String[] {"/credit-notes", "/invoices"}) {
      String body = command.equals("/invoices") ? "{}" : "{\"reason\":\"Wrong\"}";
      assertThat(Refusals.checkProblem(server.post(repair + command, body), 404).get("detail"))
          .hasToString(
              "\"Repair "
                  + repair.substring("/repairs/".length())
                  + " has no invoice: it was done under a warranty.\"");
    }
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "an unknown billing",
      answer = "400 `invalid-value`, and the repair stays open")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"billing\":\"FREE\"}",
        "{\"billing\":null}",
        "{\"billing\":true}",
        "{\"billing\":\"warranty\"}"
      })
  void anUnknownBillingIsRefused(String body) throws Exception {
    String repair = server.open();

    JsonNode problem = Refusals.checkProblem(server.put(repair + "/completion", body), 400);

    assertThat(problem.get("field").asText()).isEqualTo("billing");
    assertThat(json(server.get(repair)).get("status").asText()).isEqualTo("OPEN");
  }

  @Test
  void aBodyMustBeJson() throws Exception {
    String repair = server.open();

    Refusals.checkProblem(server.put(repair + "/completion", "{\"x\":1}"), 400);
    Refusals.checkProblem(server.put(repair + "/completion", " "), 400);
    Refusals.checkProblem(
        server.send("PUT", repair + "/completion", "text/plain", "{\"billing\":\"WARRANTY\"}"),
        415);

    assertThat(json(server.get(repair)).get("status").asText()).isEqualTo("OPEN");
    assertThat(server.send("PUT", repair + "/completion", JSON_TYPE, "").statusCode())
        .isEqualTo(200);
  }
}
