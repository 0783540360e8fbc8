package io.fleetfix.adapter.http;

import static io.fleetfix.adapter.http.ServerUnderTest.NEW_WORK;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A 404 names what does not exist, and repeats an id only if it is well-formed. */
@TestInstance(Lifecycle.PER_CLASS)
class NotFoundDetailTest {
  private static final String EVENT = "5b3df1b2-9bd9-5c2f-8a86-0f4fbc1f2d10";
  private static final String NO_REPAIR = "No repair has the id R-NONE.";

  private final ServerUnderTest server = new ServerUnderTest();

  @AfterAll
  void stop() {
    server.close();
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an unknown or malformed id",
      answer = "404 `not-found`, which repeats well-formed ids only")
  @Test
  void anUnknownRepairIsNamed() throws Exception {
    String unknown = "/repairs/R-NONE";

    check(server.get(unknown), NO_REPAIR);
    check(server.get(unknown + "/events"), NO_REPAIR);
    check(server.get(unknown + "/invoice"), NO_REPAIR);
    check(server.post(unknown + "/work", NEW_WORK), NO_REPAIR);
    check(server.put(unknown + "/completion", ""), NO_REPAIR);
    check(server.put(unknown + "/cancellation", "{\"reason\":\"Sold\"}"), NO_REPAIR);
    check(server.get(unknown + "/contact"), NO_REPAIR);
    check(server.put(unknown + "/contact", "{\"email\":null}"), NO_REPAIR);
    check(server.put(unknown + "/customer", "{\"name\":\"Bo\"}"), NO_REPAIR);
    check(server.put(unknown + "/work/L-1", NEW_WORK), NO_REPAIR);
    check(server.send("DELETE", unknown + "/work/L-1", "", ""), NO_REPAIR);
    check(server.get(unknown + "/documents"), NO_REPAIR);
    check(server.get(unknown + "/documents/INV-2025-000001"), NO_REPAIR);
    check(server.post(unknown + "/documents/INV-2025-000001/mail", "{}"), NO_REPAIR);
    check(server.post(unknown + "/invoice/mail", "{}"), NO_REPAIR);
    check(server.post(unknown + "/credit-notes", "{\"reason\":\"x\"}"), NO_REPAIR);
    check(server.post(unknown + "/invoices", "{}"), NO_REPAIR);
    check(server.post("/outbox/redeliveries", "{\"repairId\":\"R-NONE\"}"), NO_REPAIR);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an unknown or malformed id",
      answer = "404 `not-found`, which repeats well-formed ids only")
  @ParameterizedTest
  @ValueSource(strings = {"r-1", "R-%3Cmark%3E", "R-AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
  void aMalformedRepairIdIsNotRepeated(String id) throws Exception {
    String detail =
        "No repair has this id: repair ids are R- followed by 1 to 32 digits or capital letters.";

    for (String path : new String[] {"", "/events", "/invoice", "/documents", "/documents/1"}) {
      check(server.get("/repairs/" + id + path), detail);
    }
    check(server.post("/outbox/redeliveries", "{\"repairId\":\"" + id + "\"}"), detail);
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "the same for a kept mail",
      answer = "404 `not-found`, which repeats well-formed ids only")
  @Test
  void anUnknownMailIsNamed() throws Exception {
    for (String path : new String[] {"", "/html", "/attachments/1"}) {
      check(
          server.get("/mails/M-1" + path),
          "No mail has the id M-1: it was never sent, or it is no longer among the last 200"
              + " mails.");
    }
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "the same for a kept mail",
      answer = "404 `not-found`, which repeats well-formed ids only")
  @ParameterizedTest
  @ValueSource(strings = {"m-1", "M-0", "M-01", "M-1%3Cmark%3E", "R-1", "M-1000000000000000000"})
  void aMalformedMailIdIsNotRepeated(String id) throws Exception {
    for (String path : new String[] {"", "/html", "/attachments/1"}) {
      check(
          server.get("/mails/" + id + path),
          "No mail has this id: mail ids are M- followed by a number.");
    }
  }

  @Test
  void aMissingInvoiceIsExplainedByTheStateOfTheRepair() throws Exception {
    String open = server.open();
    String cancelled = server.open();
    server.put(cancelled + "/cancellation", "{\"reason\":\"Sold\"}");
    String completed = server.open();
    server.put(completed + "/completion", "");

    check(
        server.get(open + "/invoice"),
        "Repair " + id(open) + " has no invoice yet: it is issued after the repair is completed.");
    check(
        server.get(cancelled + "/invoice"),
        "Repair " + id(cancelled) + " has no invoice: cancelled repairs are not invoiced.");
    check(
        server.get(completed + "/invoice"),
        "The invoice of repair "
            + id(completed)
            + " has not been issued yet: that usually takes a moment. Try again.");
  }

  @Test
  void anUnknownEventIsNamed() throws Exception {
    check(
        server.get("/outbox/events/" + EVENT),
        "The outbox has no event with the id "
            + EVENT
            + ": it was never raised, or it was delivered more than 30 days ago and has expired.");
    check(
        server.get("/outbox/events/X"), "No event has this id: event ids are UUIDs in lower case.");
  }

  @Test
  void anEventThatIsNotInQuarantineIsNamed() throws Exception {
    check(
        server.post("/outbox/quarantine/" + EVENT + "/release", ""),
        "Event "
            + EVENT
            + " is not in quarantine: it was never there, or it has already been released or"
            + " delivered.");
    check(
        server.post("/outbox/quarantine/X/release", ""),
        "No event has this id: event ids are UUIDs in lower case.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/mark", "/repairs/R-1/mark", "/openapi.yml"})
  void anUnknownRoutePointsToTheDescription(String path) throws Exception {
    check(server.get(path), "No route matches this path. /openapi.yaml describes all routes.");
  }

  private static void check(HttpResponse<String> answer, String detail) throws Exception {
    JsonNode problem = Refusals.checkProblem(answer, 404);
    assertThat(problem.get("type").asText()).isEqualTo("/problems/not-found");
    assertThat(problem.get("title").asText()).isEqualTo("Not found");
    assertThat(problem.get("detail").asText()).isEqualTo(detail);
  }

  private static String id(String repair) {
    return repair.substring("/repairs/".length());
  }
}
