package io.fleetfix.bootstrap.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.bootstrap.cli.client.ServiceClient;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code fleetfix mail}: what it sends, what it prints, and how it ends. */
class MailCommandTest {
  private static final String UNREADABLE =
      "{\"items\":[],\"unreadable\":[{\"key\":\"INVOICE#R-1\",\"problem\":\"It has no number\"}]}";
  private static final String INVOICE =
      """
      {"repairId":"R-1","number":"INV-2026-000007","lines":[{"description":"Pads"}],"total":{},
       "issuedAt":"2026-11-12T14:00:00.000Z","sentAt":"2026-11-12T14:00:01.000Z",
       "mail":{"status":"PENDING","attempts":2,"requestedAt":"2026-11-13T08:00:00.000Z"}}
      """;

  @Test
  void listsMailsInColumns() throws Exception {
    String page =
        """
        {"items":[
          {"repairId":"R-1","number":"INV-2026-000007","since":"2026-11-12T14:00:00.000Z",
           "mail":{"status":"WAITING","attempts":3,"at":"x","reason":"450 4.2.2 Mailbox\\r\\nfull"}},
          {"repairId":"R-22","number":"INV-2026-000006","since":"2026-11-12T13:00:00.000Z",
           "mail":{"status":"PENDING","attempts":0}}]}
        """;
    try (FakeService service = FakeService.answering(page)) {
      CommandRun run = service.mail("list");

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(service.calls()).containsExactly("GET /invoices/mails");
      assertThat(service.queries()).containsExactly("status=UNSENT&limit=50");
      assertThat(run.out())
          .isEqualToNormalizingNewlines(
              """
              REPAIR ID  NUMBER           STATUS   ATTEMPTS  SINCE                     REASON
              R-1        INV-2026-000007  WAITING  3         2026-11-12T14:00:00.000Z  450 4.2.2 Mailbox full
              R-22       INV-2026-000006  PENDING  0         2026-11-12T13:00:00.000Z  -
              2 mails
              """);
      assertThat(service.mail("list", "--json").out().strip())
          .isEqualTo(oneLine(page))
          .doesNotContain("2 mails");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "unsent, UNSENT, 0",
    "undeliverable, UNDELIVERABLE, 1",
    "refused, REFUSED, 1",
    "to-be-printed, TO_BE_PRINTED, 0"
  })
  void listExitsWith1IfMailsNeedAnOperator(String word, String status, int exitCode)
      throws Exception {
    try (FakeService service = FakeService.answering(page("", 1), "{\"items\":[]}")) {
      assertThat(service.mail("list", "--status", word).exitCode()).isEqualTo(exitCode);
      assertThat(service.mail("list", "--status", word).exitCode()).as("none").isZero();

      assertThat(service.queries()).containsOnly("status=" + status + "&limit=50");
    }
  }

  @Test
  void listStopsAtItsLimit() throws Exception {
    try (FakeService service =
        FakeService.answering(page("c1", 200), page("c&2", 200), page("c3", 30))) {
      CommandRun run = service.mail("list", "--limit", "430");

      assertThat(service.queries())
          .containsExactly(
              "status=UNSENT&limit=200",
              "status=UNSENT&limit=200&cursor=c1",
              "status=UNSENT&limit=30&cursor=c&2");
      assertThat(run.out()).endsWith("430 mails; there may be more" + System.lineSeparator());
    }
  }

  /** Else each page would have as few mails as are wanted, and mostly none with the reason. */
  @Test
  void listAsksForFullPagesIfItLooksForAReason() throws Exception {
    try (FakeService service =
        FakeService.answering(page("c1", 0), page("c2", 3), page("never", 1))) {
      CommandRun run = service.mail("list", "--reason", "550 5.1.1 & more", "--limit", "2");

      assertThat(service.queries())
          .containsExactly(
              "status=UNSENT&limit=200&reason=550+5.1.1+&+more",
              "status=UNSENT&limit=200&reason=550+5.1.1+&+more&cursor=c1");
      assertThat(run.out()).contains("3 mails; there may be more");
    }
  }

  @Test
  void rowsThatCannotBeReadAreNamedAndExitWith1() throws Exception {
    try (FakeService service = FakeService.answering(UNREADABLE)) {
      for (CommandRun run :
          List.of(
              service.mail("list"),
              service.mail("resend", "--status", "refused"),
              service.mail("resend", "--status", "refused", "--dry-run"))) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.out()).contains("UNREADABLE  INVOICE#R-1  It has no number");
      }
    }
  }

  @Test
  void resendsTheInvoiceOfOneRepair() throws Exception {
    try (FakeService service = new FakeService(202, Map.of(), INVOICE)) {
      CommandRun run = service.mail("resend", "--repair", "R-1");

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(service.calls()).containsExactly("POST /repairs/R-1/invoice/mail");
      assertThat(service.received()).extracting(JsonNode::toString).containsExactly("{}");
      assertThat(run.out())
          .isEqualToNormalizingNewlines(
              """
              repairId  R-1
              number    INV-2026-000007
              sentAt    2026-11-12T14:00:01.000Z
              mail      status       PENDING
                        attempts     2
                        requestedAt  2026-11-13T08:00:00.000Z
              """);
      assertThat(service.mail("resend", "--repair", "R-1", "--json").out().strip())
          .isEqualTo(oneLine(INVOICE));
    }
  }

  @ParameterizedTest
  @CsvSource({"resend, {}", "redirect --to bo@example.com, '{\"to\":\"bo@example.com\"}'"})
  void sendsOneDocumentByItsNumber(String words, String body) throws Exception {
    String command = words + " --repair R-1 --document CN-2026-000007";
    try (FakeService service = new FakeService(202, Map.of(), INVOICE)) {
      CommandRun run = service.mail(command.split(" ", -1));

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(service.calls())
          .containsExactly("POST /repairs/R-1/documents/CN-2026-000007/mail");
      assertThat(service.received()).extracting(JsonNode::toString).containsExactly(body);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--repair R-1 --document ../../mails",
        "--repair R-1 --document cn-2026-000007",
        "--document CN-2026-000007",
        "--status unsent --document CN-2026-000007",
      })
  void aDocumentNeedsItsNumberAndRepair(String words) throws Exception {
    try (FakeService service = new FakeService(202, Map.of(), INVOICE)) {
      CommandRun run = service.mail(("resend " + words).split(" ", -1));

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("--document");
      assertThat(service.calls()).isEmpty();
    }
  }

  @Test
  void redirectsTheInvoiceOfOneRepair() throws Exception {
    try (FakeService service = new FakeService(202, Map.of(), INVOICE)) {
      CommandRun run = service.mail("redirect", "--repair", "R-1", "--to", "bo@example.com");

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(service.calls()).containsExactly("POST /repairs/R-1/invoice/mail");
      assertThat(service.received())
          .extracting(JsonNode::toString)
          .containsExactly("{\"to\":\"bo@example.com\"}");
      assertThat(run.out()).containsPattern("number +INV-2026-000007").doesNotContain("Pads");
    }
  }

  @Test
  void resendsAListPageByPageAtTheGivenRate() throws Exception {
    try (FakeService service =
        FakeService.answering(
            results("c1", "REQUESTED", "REQUESTED", "REQUESTED"),
            results("c2"),
            results("", "REQUESTED"))) {
      CommandRun run =
          service.mail("resend", "--status", "undeliverable", "--reason", "5.1.1", "--rate", "7");

      assertThat(run.exitCode()).as(run.err()).isZero();
      String request =
          "{\"status\":\"UNDELIVERABLE\",\"dryRun\":false,\"reason\":\"5.1.1\",\"limit\":3";
      assertThat(service.received())
          .extracting(JsonNode::toString)
          .containsExactly(
              request + "}", request + ",\"cursor\":\"c1\"}", request + ",\"cursor\":\"c2\"}");
      assertThat(service.calls()).containsOnly("POST /invoices/mails/requests");
      assertThat(run.out()).contains("4 mails: 4 REQUESTED");
      assertThat(run.err().lines()).containsExactly("fleetfix: 3 mails so far");
    }
  }

  @Test
  void requestsNoMoreMailsThanItsLimit() throws Exception {
    try (FakeService service =
        FakeService.answering(
            results("c1", "REQUESTED", "REQUESTED"), results("c2", "REQUESTED"))) {
      CommandRun run =
          service.mail(
              "resend", "--status", "refused", "--reason", "x", "--limit", "3", "--rate", "1000");

      assertThat(service.received())
          .extracting(body -> body.get("limit").asInt())
          .containsExactly(3, 1);
      assertThat(run.out()).contains("3 mails: 3 REQUESTED");
    }
  }

  @Test
  void aDryRunAsksForFullPagesAndRequestsNothing() throws Exception {
    try (FakeService service = FakeService.answering(results("", "WOULD_BE_REQUESTED"))) {
      String[] words = {"resend", "--status", "refused", "--dry-run", "--rate", "1"};
      CommandRun run = service.mail(words);
      service.mail("resend", "--status", "refused", "--dry-run", "--limit", "5");
      service.mail("resend", "--status", "refused", "--reason", "x", "--dry-run", "--limit", "5");

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains("1 mail: 1 WOULD_BE_REQUESTED");
      assertThat(service.received()).allMatch(body -> body.get("dryRun").asBoolean());
      assertThat(service.received())
          .extracting(body -> body.get("limit").asInt())
          .containsExactly(100, 5, 100);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"IN_PROGRESS", "GONE", "A_LATER_RESULT"})
  void exitsWith1IfAMailWasNotRequested(String result) throws Exception {
    try (FakeService service = FakeService.answering(results("", "REQUESTED", result))) {
      CommandRun run = service.mail("resend", "--status", "unsent");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out()).contains("1 REQUESTED", "1 " + result);
    }
  }

  @Test
  void aDryRunNeedsAList() throws Exception {
    try (FakeService service = new FakeService(202, Map.of(), INVOICE)) {
      CommandRun run = service.mail("resend", "--repair", "R-1", "--dry-run");

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.err()).contains("--dry-run is allowed only with --status");
      assertThat(service.received()).isEmpty();
    }
  }

  private static String oneLine(String json) throws Exception {
    return ServiceClient.JSON.readTree(json).toString();
  }

  private static String page(String cursor, int mails) {
    return results(cursor, Collections.nCopies(mails, "ANY").toArray(String[]::new));
  }

  private static String results(String cursor, String... results) {
    ObjectNode page = ServiceClient.JSON.createObjectNode();
    ArrayNode items = page.putArray("items");
    for (String result : results) {
      items.addObject().put("repairId", "R-1").put("result", result);
    }
    return (cursor.isEmpty() ? page : page.put("nextCursor", cursor)).toString();
  }
}
