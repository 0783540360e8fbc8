package io.fleetfix.adapter.http.repair;

import static io.fleetfix.adapter.http.ServerUnderTest.NEW_WORK;
import static io.fleetfix.adapter.http.ServerUnderTest.json;
import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.params.provider.MethodSource;

/** A wrong line is refused by the name of its field, wherever a request can have a line. */
@TestInstance(Lifecycle.PER_CLASS)
class BadLinesTest {
  private static final String UNPRINTABLE = "\u0915";

  private final ServerUnderTest server =
      new ServerUnderTest(
          new WorkshopInMemory(
              Sellers.germanWorkshop(), text -> text.contains(UNPRINTABLE) ? UNPRINTABLE : ""));

  private String open = "";
  private String lineId = "";
  private String credited = "";

  @BeforeAll
  void prepare() throws Exception {
    open = server.open();
    lineId = json(server.post(open + "/work", NEW_WORK)).get("work").get(0).get("lineId").asText();
    credited = server.invoiced();
    server.post(credited + "/credit-notes", "{\"reason\":\"Wrong\"}");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  static Stream<Arguments> lines() {
    return Stream.of(
        bad("neither price", "price", "{\"description\":\"Oil\"}"),
        bad("both prices", "price", whole(",\"unitPrice\":" + euros("1.00"))),
        bad("a quantity beside the price", "quantity", whole(",\"quantity\":\"2\"")),
        bad("a unit beside the price", "unit", whole(",\"unit\":\"HOUR\"")),
        bad("null for the unit price", "unitPrice", each("1", "null")),
        bad("a quantity of zero", "quantity", each("0")),
        bad("a quantity that is zero in the end", "quantity", each("0.000")),
        bad("a negative quantity", "quantity", each("-1")),
        bad("a quantity with four decimals", "quantity", each("1.2345")),
        bad("a quantity of a million", "quantity", each("1000000")),
        bad("a quantity with a comma", "quantity", each("1,5")),
        bad("a quantity with an exponent", "quantity", each("1e3")),
        bad("an empty quantity", "quantity", each("")),
        bad("a quantity as a number", "quantity", each("1").replace("\"1\"", "1")),
        bad("an unknown unit", "unit", unit("DOZEN")),
        bad("a unit in lower case", "unit", unit("hour")),
        bad("an unknown kind", "kind", whole(",\"kind\":\"WORK\"")),
        bad("null for the kind", "kind", whole(",\"kind\":null")),
        bad("a part that is labour", "part", whole(",\"part\":{\"number\":\"1\"}")),
        bad("a text for the part", "part", whole(",\"kind\":\"PART\",\"part\":\"1\"")),
        bad("an unknown field of a part", "part.id", part("\"id\":1")),
        bad("an unknown condition", "part.condition", part("\"condition\":\"OLD\"")),
        bad("a part with an empty number", "part.number", part("\"number\":\" \"")),
        bad("a part that can't be printed", "part.number", part("\"number\":\"\u0915\"")),
        bad("a description that can't be printed", "description", described("\u0915")),
        bad("a text for the VAT", "vat", whole(",\"vat\":\"19\"")),
        bad("no category", "vat.category", vat("\"rate\":\"19\"")),
        bad("an unknown category", "vat.category", vat("\"category\":\"REDUCED\"")),
        bad("no statement as a category", "vat.category", vat("\"category\":\"NOT_STATED\"")),
        bad("the category of another workshop", "vat.category", vat(of("SMALL_ENTREPRENEUR", "0"))),
        bad("no rate", "vat.rate", vat("\"category\":\"STANDARD\"")),
        bad("a rate as a number", "vat.rate", vat("\"category\":\"STANDARD\",\"rate\":19")),
        bad("an unknown rate", "vat.rate", vat(of("STANDARD", "16"))),
        bad("a rate of zero for the standard", "vat.rate", vat(of("STANDARD", "0"))),
        bad("a rate with four decimals", "vat.rate", vat(of("STANDARD", "19.0001"))),
        bad("a rate above 100", "vat.rate", vat(of("STANDARD", "101"))),
        bad("a negative rate", "vat.rate", vat(of("STANDARD", "-19"))),
        bad("a rate that the category excludes", "vat.rate", vat(of("REVERSE_CHARGE", "19"))),
        bad("a negative price", "price.amount", priced("-1.00", "")),
        bad("a negative unit price", "unitPrice.amount", each("1", euros("-1.00"))),
        bad("a discount that adds", "price.amount", priced("1.00", ",\"kind\":\"DISCOUNT\"")),
        bad("goodwill of nothing", "price.amount", priced("0.00", ",\"kind\":\"GOODWILL\"")),
        bad("a unit price without decimals", "unitPrice.amount", each("1", euros("1"))),
        bad("a price beyond the limit", "price.amount", priced("100000000.00", "")),
        bad("a total beyond the limit", "unitPrice.amount", each("2", euros("99999999.99"))),
        bad("another currency", "price.currency", whole("").replace("EUR", "USD")),
        bad("a former currency", "price.currency", whole("").replace("EUR", "DEM")),
        bad("gold", "price.currency", whole("").replace("EUR", "XAU")),
        bad("a field that the service sets", "lineId", whole(",\"lineId\":\"L-1\"")));
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a line with an unknown VAT category or rate",
      answer = "400 `invalid-value`, wherever a request can have a line",
      cases = {"an unknown category", "an unknown rate", "a negative rate"})
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a quantity of zero, or with too many decimals or digits",
      answer = "400 `invalid-value`, wherever a request can have a line",
      cases = {"a quantity of zero", "a quantity with four decimals", "a quantity of a million"})
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a price beyond the limit, or that is when it is multiplied",
      answer = "400 `invalid-value`, wherever a request can have a line",
      cases = {"a price beyond the limit", "a total beyond the limit"})
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a price in another currency, or in a former one",
      answer = "400 `invalid-value`, wherever a request can have a line",
      cases = {"another currency", "a former currency", "gold"})
  @ParameterizedTest(name = "{0}")
  @MethodSource("lines")
  void isRefused(String name, String field, String line) throws Exception {
    String before = server.snapshot();

    check(server.post(open + "/work", line), field);
    check(server.put(open + "/work/" + lineId, line), field);
    check(
        server.post(credited + "/invoices", "{\"lines\":[" + NEW_WORK + "," + line + "]}"),
        "lines[1]." + field);

    assertThat(server.snapshot()).isEqualTo(before);
  }

  @Test
  void saysWhichCategoryNeedsARate() throws Exception {
    HttpResponse<String> answer = server.post(open + "/work", vat("\"category\":\"STANDARD\""));

    assertThat(Refusals.checkProblem(answer, 400).get("detail").asText())
        .isEqualTo("vat.rate is missing: the category STANDARD needs it, such as 19");
  }

  @Test
  void namesTheCurrencyOfTheFieldThatIsThere() throws Exception {
    check(
        server.post(open + "/work", each("1", euros("1.00").replace("EUR", "USD"))),
        "unitPrice.currency");
  }

  @Test
  void withoutAProfileNoLineStatesVat() throws Exception {
    try (ServerUnderTest plain = new ServerUnderTest()) {
      check(plain.post(plain.open() + "/work", vat(of("STANDARD", "19"))), "vat");
    }
  }

  private static void check(HttpResponse<String> answer, String field) throws Exception {
    assertThat(Refusals.checkProblem(answer, 400).path("field").asText())
        .as(answer.body())
        .isEqualTo(field);
    assertThat(json(answer).get("detail").asText()).startsWith(field + " ");
  }

  private static Arguments bad(String name, String field, String line) {
    return Arguments.of(name, field, line);
  }

  private static String whole(String further) {
    return priced("1.00", further);
  }

  private static String priced(String amount, String further) {
    return "{\"description\":\"Oil\",\"price\":" + euros(amount) + further + "}";
  }

  private static String described(String text) {
    return whole("").replace("Oil", text);
  }

  private static String each(String quantity) {
    return each(quantity, euros("1.00"));
  }

  private static String each(String quantity, String unitPrice) {
    return "{\"description\":\"Oil\",\"quantity\":\""
        + quantity
        + "\",\"unitPrice\":"
        + unitPrice
        + "}";
  }

  private static String unit(String unit) {
    return each("1").replace("\"quantity\"", "\"unit\":\"" + unit + "\",\"quantity\"");
  }

  private static String part(String fields) {
    return whole(",\"kind\":\"PART\",\"part\":{" + fields + "}");
  }

  private static String vat(String fields) {
    return whole(",\"vat\":{" + fields + "}");
  }

  private static String of(String category, String rate) {
    return "\"category\":\"" + category + "\",\"rate\":\"" + rate + "\"";
  }

  private static String euros(String amount) {
    return "{\"amount\":\"" + amount + "\",\"currency\":\"EUR\"}";
  }
}
