package io.fleetfix.adapter.http.repair;

import static io.fleetfix.adapter.http.ServerUnderTest.NEW_REPAIR;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Customers with an address, a VAT id and a language, and their correction. */
@TestInstance(Lifecycle.PER_CLASS)
class CustomerRoutesTest {
  private static final String ADDRESS =
      "{\"lines\":[\"Hauptstr. 1\",\"Hof\"],\"postalCode\":\"10115\",\"city\":\"Berlin\","
          + "\"country\":\"DE\"}";

  private static final String COMPANY =
      "{\"name\":\"Example GmbH\",\"kind\":\"COMPANY\",\"address\":"
          + ADDRESS
          + ",\"vatId\":\"DE123456789\",\"language\":\"de\"}";

  private static final String PERSON = "{\"name\":\"Bo Example\"}";
  private static final String UNPRINTABLE = "\u0915";

  private final ServerUnderTest server =
      new ServerUnderTest(
          new WorkshopInMemory(
              Sellers.germanWorkshop(), text -> text.contains(UNPRINTABLE) ? UNPRINTABLE : ""));

  private String open = "";
  private String credited = "";

  @BeforeAll
  void prepare() throws Exception {
    open = server.open();
    credited = server.invoiced();
    server.post(credited + "/credit-notes", "{\"reason\":\"Wrong\"}");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void aRepairIsOpenedForACompany() throws Exception {
    HttpResponse<String> opened = server.post("/repairs", opening(COMPANY));

    assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
    assertThat(json(opened).get("customer").toString()).isEqualTo(COMPANY);
  }

  @Test
  void aCustomerOfAnEarlierReleaseIsAPerson() throws Exception {
    assertThat(json(server.post("/repairs", NEW_REPAIR)).get("customer").toString())
        .isEqualTo("{\"name\":\"Ada Example\",\"email\":\"ada@example.com\",\"kind\":\"PERSON\"}");
  }

  @Test
  void theCustomerOfAnOpenRepairIsChangedAndKeepsTheEmail() throws Exception {
    String repair = server.open();

    HttpResponse<String> changed = server.put(repair + "/customer", COMPANY);
    HttpResponse<String> again = server.put(repair + "/customer", COMPANY);
    HttpResponse<String> back = server.put(repair + "/customer", PERSON);

    assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
    assertThat(changed.headers().firstValue("ETag")).contains("\"2\"");
    assertThat(json(changed).get("customer").get("email").asText()).isEqualTo("ada@example.com");
    assertThat(json(changed).get("customer").get("address").toString()).isEqualTo(ADDRESS);
    assertThat(again.body()).as("idempotent").isEqualTo(changed.body());
    assertThat(json(back).get("customer").toString())
        .as("what is left out is not known from then on")
        .isEqualTo("{\"name\":\"Bo Example\",\"email\":\"ada@example.com\",\"kind\":\"PERSON\"}");
    assertThat(server.get(repair).body()).isEqualTo(back.body());
  }

  @ParameterizedTest
  @CsvSource({"completion, repair-completed", "cancellation, repair-cancelled"})
  void aClosedRepairKeepsItsCustomer(String end, String type) throws Exception {
    String repair = server.open();
    server.put(repair + "/" + end, end.equals("completion") ? "" : "{\"reason\":\"Sold\"}");
    String before = server.snapshot();

    assertThat(
            Refusals.checkProblem(server.put(repair + "/customer", PERSON), 409)
                .get("type")
                .asText())
        .isEqualTo("/problems/" + type);
    assertThat(server.snapshot()).isEqualTo(before);
  }

  static Stream<Arguments> customers() {
    return Stream.of(
        bad("no name", "name", "{\"kind\":\"PERSON\"}"),
        bad("a name that can't be printed", "name", PERSON.replace("Bo", UNPRINTABLE)),
        bad("a blank name", "name", PERSON.replace("Bo Example", " ")),
        bad("an unknown kind", "kind", company("COMPANY", "FIRM")),
        bad("null for the kind", "kind", company("\"COMPANY\"", "null")),
        bad("a text for the address", "address", company(ADDRESS, "\"Berlin\"")),
        bad("null for the address", "address", company(ADDRESS, "null")),
        bad("an address without lines", "address.lines", company("\"Hauptstr. 1\",\"Hof\"", "")),
        bad("four lines", "address.lines", company("\"Hof\"", "\"1\",\"2\",\"3\"")),
        bad("a blank line", "address.lines", company("Hof", " ")),
        bad("a number for a line", "address.lines", company("\"Hof\"", "1")),
        bad("a text for the lines", "address.lines", company("[\"Hauptstr. 1\",\"Hof\"]", "\"1\"")),
        bad("a line that can't be printed", "address", company("Hof", UNPRINTABLE)),
        bad("no postal code", "address.postalCode", company("\"postalCode\":\"10115\",", "")),
        bad("a blank city", "address.city", company("Berlin", " ")),
        bad("a blank region", "address.region", company("\"city\"", "\"region\":\"\",\"city\"")),
        bad("a country's name", "address.country", company("\"DE\"", "\"Germany\"")),
        bad("a country that doesn't exist", "address.country", company("\"DE\"", "\"XX\"")),
        bad("an unknown field of the address", "address.zip", company("postalCode", "zip")),
        bad("a person with a VAT id", "vatId", company("COMPANY", "PERSON")),
        bad("a malformed VAT id", "vatId", company("DE123456789", "DE 123")),
        bad("a language that documents aren't in", "language", company("\"de\"", "\"it\"")),
        bad("a language in capitals", "language", company("\"de\"", "\"DE\"")),
        bad("an unknown field", "phone", company("\"vatId\"", "\"phone\":\"1\",\"vatId\"")));
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a name or an address with characters that no font has",
      answer = "400 `invalid-value`: documents never show boxes",
      cases = {"a name that can't be printed", "a line that can't be printed"})
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a malformed VAT id, country or language",
      answer = "400 `invalid-value`",
      cases = {
        "a malformed VAT id",
        "a country that doesn't exist",
        "a language that documents aren't in"
      })
  @ParameterizedTest(name = "{0}")
  @MethodSource("customers")
  void isRefused(String name, String field, String customer) throws Exception {
    String before = server.snapshot();

    check(server.put(open + "/customer", customer), field);
    check(server.post("/repairs", opening(customer)), "customer." + field);
    check(
        server.post(credited + "/invoices", "{\"customer\":" + customer + "}"),
        "customer." + field);

    assertThat(server.snapshot()).isEqualTo(before);
  }

  @Test
  void theEmailAddressBelongsToTheContact() throws Exception {
    String withEmail = PERSON.replace("}", ",\"email\":\"bo@example.com\"}");

    check(server.put(open + "/customer", withEmail), "email");
    check(
        server.post(credited + "/invoices", "{\"customer\":" + withEmail + "}"), "customer.email");
  }

  @Test
  void aVehicleMustBePrintable() throws Exception {
    check(server.post("/repairs", NEW_REPAIR.replace("Golf", UNPRINTABLE)), "vehicle.model");
  }

  @Test
  void aLargerInvoiceNeedsTheAddress() throws Exception {
    String repair = server.open();
    server.post(repair + "/work", NEW_WORK.replace("120.00", "300.00"));
    String before = server.snapshot();

    JsonNode problem = Refusals.checkProblem(server.put(repair + "/completion", ""), 409);
    assertThat(problem.get("type").asText()).isEqualTo("/problems/address-missing");
    assertThat(problem.get("detail").asText()).contains("PUT /repairs/{id}/customer");
    assertThat(server.snapshot()).isEqualTo(before);
    server.put(repair + "/customer", COMPANY);
    assertThat(server.put(repair + "/completion", "").statusCode()).isEqualTo(200);
  }

  @Test
  void reverseChargeNeedsTheCustomersVatId() throws Exception {
    String repair = server.open();
    server.post(
        repair + "/work", NEW_WORK.replace("}}", "},\"vat\":{\"category\":\"REVERSE_CHARGE\"}}"));

    assertThat(
            Refusals.checkProblem(server.put(repair + "/completion", ""), 409).get("type").asText())
        .isEqualTo("/problems/vat-id-missing");
    server.put(repair + "/customer", COMPANY);
    assertThat(server.put(repair + "/completion", "").statusCode()).isEqualTo(200);
  }

  @Test
  void aNegativeTotalIsNotInvoiced() throws Exception {
    String repair = server.open();
    server.post(repair + "/work", NEW_WORK);
    JsonNode discount =
        json(
            server.post(
                repair + "/work",
                NEW_WORK.replace("120.00", "-120.01").replace("}}", "},\"kind\":\"DISCOUNT\"}")));
    assertThat(discount.get("total").get("amount").asText()).isEqualTo("-0.01");

    assertThat(
            Refusals.checkProblem(server.put(repair + "/completion", ""), 409).get("type").asText())
        .isEqualTo("/problems/negative-total");
    assertThat(json(server.get(repair)).get("status").asText()).isEqualTo("OPEN");
    assertThat(server.put(repair + "/completion", "{\"billing\":\"WARRANTY\"}").statusCode())
        .as("nothing is invoiced")
        .isEqualTo(200);
  }

  private static void check(HttpResponse<String> answer, String field) throws Exception {
    assertThat(Refusals.checkProblem(answer, 400).path("field").asText())
        .as(answer.body())
        .isEqualTo(field);
    assertThat(answer.body()).doesNotContain(UNPRINTABLE);
  }

  private static Arguments bad(String name, String field, String customer) {
    return Arguments.of(name, field, customer);
  }

  private static String company(String part, String instead) {
    assertThat(COMPANY).contains(part);
    return COMPANY.replace(part, instead);
  }

  private static String opening(String customer) {
    String old = "{\"name\":\"Ada Example\",\"email\":\"ada@example.com\"}";
    assertThat(NEW_REPAIR).contains(old);
    return NEW_REPAIR.replace(old, customer);
  }
}
