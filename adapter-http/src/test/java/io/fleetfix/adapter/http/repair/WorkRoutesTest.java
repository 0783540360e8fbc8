package io.fleetfix.adapter.http.repair;

import static io.fleetfix.adapter.http.ServerUnderTest.NEW_WORK;
import static io.fleetfix.adapter.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.adapter.http.Refusals;
import io.fleetfix.adapter.http.ServerUnderTest;
import io.fleetfix.adapter.http.workshop.WorkshopInMemory;
import io.fleetfix.outbox.contracts.hostile.Attack;
import io.fleetfix.testing.fixture.Sellers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines with all that an invoice needs to know, and their correction while the repair is open. */
@TestInstance(Lifecycle.PER_CLASS)
class WorkRoutesTest {
  private static final String PART =
      """
      {"description":"Brake pads","kind":"PART","part":{"number":"8W0-698","condition":"NEW"},
       "quantity":"1.50","unit":"SET","unitPrice":{"amount":"33.33","currency":"EUR"},
       "vat":{"category":"STANDARD","rate":"7.0"}}
      """;

  private final ServerUnderTest server =
      new ServerUnderTest(new WorkshopInMemory(Sellers.germanWorkshop(), text -> ""));

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aLineOfAnEarlierReleaseIsLabourForAllOfIt() throws Exception {
    JsonNode line = line(server.post(server.open() + "/work", NEW_WORK));

    assertThat(line.get("description").asText()).isEqualTo("Brake pads");
    assertThat(line.get("price").toString()).isEqualTo(euros("120.00"));
    assertThat(line.get("kind").asText()).isEqualTo("LABOUR");
    assertThat(line.get("quantity").asText()).isEqualTo("1");
    assertThat(line.get("unit").asText()).isEqualTo("ONE");
    assertThat(line.get("unitPrice").toString()).isEqualTo(euros("120.00"));
    assertThat(line.has("vat") || line.has("part")).isFalse();
  }

  @Test
  void aPartHasAQuantityAUnitPriceAndVat() throws Exception {
    HttpResponse<String> answer = server.post(server.open() + "/work", PART);

    JsonNode line = line(answer);
    assertThat(line.get("kind").asText()).isEqualTo("PART");
    assertThat(line.get("part").toString())
        .isEqualTo("{\"number\":\"8W0-698\",\"condition\":\"NEW\"}");
    assertThat(line.get("quantity").asText()).isEqualTo("1.5");
    assertThat(line.get("unit").asText()).isEqualTo("SET");
    assertThat(line.get("unitPrice").toString()).isEqualTo(euros("33.33"));
    assertThat(line.get("price").toString()).as("49.995, half up").isEqualTo(euros("50.00"));
    assertThat(line.get("vat").toString()).isEqualTo("{\"category\":\"STANDARD\",\"rate\":\"7\"}");
    assertThat(json(answer).get("total").toString()).isEqualTo(euros("50.00"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DISCOUNT", "GOODWILL"})
  void aDiscountReducesTheTotal(String kind) throws Exception {
    String repair = server.open();
    server.post(repair + "/work", NEW_WORK);

    HttpResponse<String> answer = server.post(repair + "/work", discount(kind, "-20.50"));

    assertThat(json(answer).get("total").toString()).isEqualTo(euros("99.50"));
  }

  @ParameterizedTest
  @CsvSource({"REVERSE_CHARGE,", "EXEMPT, 0", "ZERO, 0.0"})
  void otherCategoriesHaveNoRate(String category, String rate) throws Exception {
    String vat = rate == null ? "" : ",\"rate\":\"" + rate + "\"";

    JsonNode line =
        line(
            server.post(
                server.open() + "/work",
                work(",\"vat\":{\"category\":\"" + category + "\"" + vat + "}")));

    assertThat(line.get("vat").toString())
        .isEqualTo("{\"category\":\"" + category + "\",\"rate\":\"0\"}");
  }

  @Test
  void aCorrectedLineKeepsItsIdAndItsPlace() throws Exception {
    String repair = server.open();
    String wrong = line(server.post(repair + "/work", NEW_WORK)).get("lineId").asText();
    server.post(repair + "/work", NEW_WORK.replace("Brake pads", "Oil"));

    HttpResponse<String> corrected = server.put(repair + "/work/" + wrong, PART);
    HttpResponse<String> again = server.put(repair + "/work/" + wrong, PART);

    JsonNode work = json(corrected).get("work");
    assertThat(work.findValuesAsText("kind")).containsExactly("PART", "LABOUR");
    assertThat(work.get(0).get("lineId").asText()).isEqualTo(wrong);
    assertThat(corrected.headers().firstValue("ETag")).contains("\"4\"");
    assertThat(again.body()).as("idempotent").isEqualTo(corrected.body());
    assertThat(server.get(repair).body()).isEqualTo(corrected.body());
  }

  @Test
  void aRemovedLineIsGone() throws Exception {
    String repair = server.open();
    String wrong = line(server.post(repair + "/work", NEW_WORK)).get("lineId").asText();
    server.post(repair + "/work", NEW_WORK.replace("Brake pads", "Oil"));

    HttpResponse<String> removed = server.send("DELETE", repair + "/work/" + wrong, "", "");
    HttpResponse<String> again = server.send("DELETE", repair + "/work/" + wrong, "", "");

    assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);
    assertThat(json(removed).get("work").findValuesAsText("description")).containsExactly("Oil");
    assertThat(Refusals.checkProblem(again, 404).get("detail").asText())
        .startsWith("The repair has no such line.");
    assertThat(server.get(repair).body()).isEqualTo(removed.body());
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "the id of no line, or a malformed one, or that of a line of another repair",
      answer = "404 `not-found`, without the id")
  @ParameterizedTest
  @ValueSource(strings = {"L-NONE", "l-1", "L-%3Cmark%3E", "LINE"})
  void anUnknownLineIsNotFound(String lineId) throws Exception {
    String repair = server.open();
    String other = server.open();
    String id = line(server.post(other + "/work", NEW_WORK)).get("lineId").asText();
    String path = repair + "/work/" + lineId.replace("LINE", id);
    String before = server.snapshot();

    for (HttpResponse<String> answer :
        List.of(server.put(path, NEW_WORK), server.send("DELETE", path, "", ""))) {
      assertThat(Refusals.checkProblem(answer, 404).get("detail").asText())
          .startsWith("The repair has no such line")
          .doesNotContain("mark", id);
    }
    assertThat(server.snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"completion, repair-completed", "cancellation, repair-cancelled"})
  void aClosedRepairKeepsItsLines(String end, String type) throws Exception {
    String repair = server.open();
    String id = line(server.post(repair + "/work", NEW_WORK)).get("lineId").asText();
    server.put(repair + "/" + end, end.equals("completion") ? "" : "{\"reason\":\"Sold\"}");
    String before = server.snapshot();

    for (HttpResponse<String> answer :
        List.of(
            server.put(repair + "/work/" + id, PART),
            server.send("DELETE", repair + "/work/" + id, "", ""))) {
      assertThat(Refusals.checkProblem(answer, 409).get("type").asText())
          .isEqualTo("/problems/" + type);
    }
    assertThat(server.snapshot()).isEqualTo(before);
  }

  private static JsonNode line(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode work = json(answer).get("work");
    return work.get(work.size() - 1);
  }

  private static String discount(String kind, String amount) {
    return work(",\"kind\":\"" + kind + "\"").replace("120.00", amount);
  }

  private static String work(String further) {
    return NEW_WORK.replace("}}", "}" + further + "}");
  }

  private static String euros(String amount) {
    return "{\"amount\":\"" + amount + "\",\"currency\":\"EUR\"}";
  }
}
