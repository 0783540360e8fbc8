package io.fleetfix.adapter.http;

import static io.fleetfix.adapter.http.ServerUnderTest.json;
import static io.fleetfix.adapter.http.workshop.WorkshopInMemory.PDF;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.aRepairId;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.application.port.Mailbox.Mail;
import io.fleetfix.application.port.Mailbox.MailId;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.contracts.hostile.Attack;
import io.fleetfix.outbox.event.Change;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InvoiceAndMailTest {
  private final ServerUnderTest server = new ServerUnderTest();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*                                                | application/json",
        "''                                                 | application/json",
        "application/json                                   | application/json",
        "application/pdf                                    | application/pdf",
        "Application/PDF;q=1.0                              | application/pdf",
        "application/*                                      | application/json",
        "application/json;q=0.5, application/pdf            | application/pdf",
        "application/json, application/pdf                  | application/json",
        "text/html, application/pdf;q=0.9, */*;q=0.1        | application/pdf",
        "application/json;q=0, */*                          | application/pdf",
        "text/html,application/xhtml+xml,*/*;q=0.8          | application/json",
      })
  void invoiceIsServedInTheTypeThatTheClientPrefers(String accept, String type) throws Exception {
    HttpResponse<String> answer = server.get(issued(), accept);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains(type);
    assertThat(answer.headers().firstValue("Vary")).contains("Accept");
    assertThat(answer.body()).startsWith(type.endsWith("pdf") ? PDF : "{\"repairId\"");
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an Accept header without an available type",
      answer = "406 `not-acceptable`")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html",
        "application/xml, image/*",
        "application/pdf;q=0",
        "*/*;q=0",
        "rubbish",
        ";;;,,,q=",
      })
  void invoiceIsRefusedIfTheClientAcceptsNeitherType(String accept) throws Exception {
    HttpResponse<String> answer = server.get(issued(), accept);

    assertThat(Refusals.checkProblem(answer, 406).get("type").asText())
        .isEqualTo("/problems/not-acceptable");
    assertThat(json(answer).get("detail").asText())
        .isEqualTo("Accept application/json or application/pdf.");
    assertThat(answer.body()).doesNotContain("rubbish");
  }

  @Test
  void pdfHasTheInvoiceNumberAsItsFileName() throws Exception {
    assertThat(server.get(issued(), "application/pdf").headers().firstValue("Content-Disposition"))
        .contains("inline; filename=\"INV-2025-000042.pdf\"");
  }

  @Test
  void invoiceIsNotFoundBeforeItIsIssued() throws Exception {
    HttpResponse<String> answer = server.get(server.open() + "/invoice", "application/pdf");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(json(answer).get("type").asText()).isEqualTo("/problems/not-found");
  }

  @Test
  void listsMailsNewestFirstInPages() throws Exception {
    List<Mail> mails =
        IntStream.range(0, 7)
            .mapToObj(
                i ->
                    new Mail(
                        new MailId(107 - i),
                        "<" + i + "@x>",
                        "a@b.example",
                        "Invoice",
                        TWO_O_CLOCK.minusSeconds(i / 3),
                        aRepairId()))
            .toList();
    server.workshop().mailed(mails);

    assertThat(ids("/mails?limit=2"))
        .containsExactly("M-107", "M-106", "M-105", "M-104", "M-103", "M-102", "M-101");
    assertThat(json(server.get("/mails")).get("items")).hasSize(7);
  }

  /** Repeated mails differ in their ids only, if the clock has not advanced by a millisecond. */
  @Test
  void listsEachCopyOfAMailOnce() throws Exception {
    RepairId repair = aRepairId();
    server
        .workshop()
        .mailed(
            IntStream.range(0, 3)
                .mapToObj(
                    i ->
                        new Mail(
                            new MailId(11 - i),
                            "<same@x>",
                            "a@b.example",
                            "Invoice",
                            TWO_O_CLOCK.plusNanos(5_000 - i),
                            repair))
                .toList());

    assertThat(ids("/mails?limit=1")).containsExactly("M-11", "M-10", "M-9");
  }

  /** The ids on all pages of a list. */
  private List<String> ids(String firstPage) throws Exception {
    List<String> ids = new ArrayList<>();
    String next = firstPage;
    while (!next.isEmpty()) {
      JsonNode page = json(server.get(next));
      page.get("items").forEach(mail -> ids.add(mail.get("id").asText()));
      next = page.has("nextCursor") ? firstPage + "&cursor=" + page.get("nextCursor").asText() : "";
    }
    return ids;
  }

  /** Commits an invoice and returns its path. */
  private String issued() throws Exception {
    Change<Repair> opened = opened();
    server.workshop().door().commit(opened);
    Change<Repair> completed = accepted(opened.state().complete(TWO_O_CLOCK));
    server.workshop().door().commit(completed);
    InvoiceNumber number = new InvoiceNumber(WORKSHOP.series(), 2025, 42);
    server.workshop().door().commit(Invoice.issue(completed.state(), number, TWO_O_CLOCK));
    return "/repairs/" + completed.state().id() + "/invoice";
  }
}
