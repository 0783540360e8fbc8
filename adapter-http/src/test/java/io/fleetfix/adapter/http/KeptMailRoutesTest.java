package io.fleetfix.adapter.http;

import static io.fleetfix.adapter.http.ServerUnderTest.json;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.application.port.Mailbox.Attachment;
import io.fleetfix.application.port.Mailbox.KeptMail;
import io.fleetfix.application.port.Mailbox.Mail;
import io.fleetfix.application.port.Mailbox.MailId;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A kept mail over HTTP, whatever it contains. */
@TestInstance(Lifecycle.PER_CLASS)
class KeptMailRoutesTest {
  private static final String PDF = "%PDF-1.7";
  private static final Attachment INVOICE = file("INV-2025-000001.pdf", "application/pdf");

  private final ServerUnderTest server = new ServerUnderTest();

  @AfterAll
  void stop() {
    server.close();
  }

  /** The mail M-17 with a PDF attached. */
  static KeptMail mail(@Nullable String html) {
    return mail(html, INVOICE);
  }

  private static KeptMail mail(@Nullable String html, Attachment... attachments) {
    return new KeptMail(
        new Mail(
            new MailId(17),
            "<5b3df1b2@garage.example>",
            "ada@example.com",
            "Invoice INV-2025-000001",
            TWO_O_CLOCK,
            new RepairId("R-1")),
        "Garage Example <garage@example.com>",
        "Dear Ada",
        html,
        List.of(attachments));
  }

  private static Attachment file(String name, String type) {
    return new Attachment(name, type, () -> PDF.getBytes(UTF_8));
  }

  @Test
  void showsTheWholeMail() throws Exception {
    server.workshop().kept(mail("<p>Hello</p>"));

    JsonNode mail = json(server.get("/mails/M-17"));

    assertThat(mail.toString())
        .isEqualTo(
            "{\"id\":\"M-17\",\"messageId\":\"<5b3df1b2@garage.example>\","
                + "\"from\":\"Garage Example <garage@example.com>\",\"to\":\"ada@example.com\","
                + "\"subject\":\"Invoice INV-2025-000001\",\"sentAt\":\"2025-11-12T14:00:00.000Z\","
                + "\"repairId\":\"R-1\",\"text\":\"Dear Ada\",\"html\":\"<p>Hello</p>\","
                + "\"attachments\":[{\"name\":\"INV-2025-000001.pdf\",\"type\":\"application/pdf\","
                + "\"bytes\":8}]}");
  }

  /** The page is served as it is: only the browser's sandbox makes it harmless. */
  @Attack(
      kind = Attack.Kind.BODY,
      sends = "active contents in a mail",
      answer = "a page in a sandbox, where they neither run nor load anything")
  @Test
  void aHostilePageCanNeitherRunNorLoadAnything() throws Exception {
    String hostile = "<script src='//evil.example/x.js'></script><img src=x onerror=alert(1)>";
    server.workshop().kept(mail(hostile));

    HttpResponse<String> page = server.get("/mails/M-17/html");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).isEqualTo(hostile);
    assertThat(page.headers().allValues("Content-Type")).containsExactly("text/html;charset=utf-8");
    assertThat(page.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(page.headers().allValues("Content-Security-Policy"))
        .containsExactly(
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri"
                + " 'none'; form-action 'none'; frame-ancestors 'none'");
  }

  @Test
  void servesEveryScript() throws Exception {
    String page = "<p>\u017bó\u0142\u0107 \ud83d\ude97</p>";
    server.workshop().kept(mail(page));

    assertThat(server.get("/mails/M-17/html").body()).isEqualTo(page);
  }

  @Test
  void servesAnAttachment() throws Exception {
    server.workshop().kept(mail(null, file("a.txt", "text/plain"), INVOICE));

    HttpResponse<String> file = server.get("/mails/M-17/attachments/2");

    assertThat(file.body()).isEqualTo(PDF);
    assertThat(file.headers().allValues("Content-Type")).containsExactly("application/pdf");
    assertThat(file.headers().allValues("Content-Disposition"))
        .containsExactly("inline; filename=\"INV-2025-000001.pdf\"");
  }

  @Attack(
      kind = Attack.Kind.BODY,
      sends = "a file in a mail with unsafe characters in its name or type",
      answer = "saved under a safe name, with the type of unknown files")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.html            | text/html           | text/html                | a.html",
        "a.svg             | image/svg+xml       | image/svg+xml            | a.svg",
        "`a\";x=\"b.exe`   | `a\r\nX: 1`         | application/octet-stream | a__x__b.exe",
        "../../etc/passwd  | nonsense            | application/octet-stream |"
            + " attachment.._.._etc_passwd",
        ".profile          | text/plain; a=b     | application/octet-stream | attachment.profile",
        "``                | ``                  | application/octet-stream | attachment",
        "`\u202efdp.exe`   | application/x-thing | application/x-thing      | _fdp.exe",
      })
  void everyOtherFileIsSavedUnderASafeName(
      String name, String type, String servedType, String servedName) throws Exception {
    server.workshop().kept(mail(null, file(name, type)));

    HttpResponse<String> file = server.get("/mails/M-17/attachments/1");

    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Content-Type").orElseThrow()).startsWith(servedType);
    assertThat(file.headers().allValues("Content-Disposition"))
        .containsExactly("attachment; filename=\"" + servedName + "\"");
    assertThat(file.headers().allValues("Content-Security-Policy"))
        .containsExactly("default-src 'none'; frame-ancestors 'none'");
  }

  @Test
  void aLongNameKeepsItsExtension() throws Exception {
    server.workshop().kept(mail(null, file("x".repeat(5_000) + ".csv", "text/csv")));

    HttpResponse<String> file = server.get("/mails/M-17/attachments/1");

    assertThat(file.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"" + "x".repeat(96) + ".csv\"");
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an unknown or malformed number of an attachment",
      answer = "404 `not-found`")
  @ParameterizedTest
  @ValueSource(strings = {"0", "2", "-1", "01", "x", "99999999999", "1%3Cmark%3E"})
  void anUnknownAttachmentIsNotFound(String number) throws Exception {
    server.workshop().kept(mail(null));

    HttpResponse<String> answer = server.get("/mails/M-17/attachments/" + number);

    assertThat(Refusals.checkProblem(answer, 404).get("detail").asText())
        .isEqualTo(
            "Mail M-17 has no attachment with this number. The number of its attachments is 1;"
                + " they are counted from 1.");
  }

  @Test
  void aMailWithoutHtmlHasNoPage() throws Exception {
    server.workshop().kept(mail(null));

    assertThat(json(server.get("/mails/M-17")).has("html")).isFalse();
    assertThat(Refusals.checkProblem(server.get("/mails/M-17/html"), 404).get("detail").asText())
        .isEqualTo("Mail M-17 has no body in HTML.");
  }

  @Attack(
      kind = Attack.Kind.REQUEST,
      sends = "an Accept header without an available type",
      answer = "406 `not-acceptable`")
  @ParameterizedTest
  @CsvSource({
    "/mails/M-17, text/html, application/json",
    "/mails/M-17/html, application/json, text/html",
    "/mails/M-17/attachments/1, text/html, application/pdf",
  })
  void isRefusedIfTheClientDoesNotAcceptIt(String path, String accept, String type)
      throws Exception {
    server.workshop().kept(mail("<p>Hello</p>"));

    HttpResponse<String> refused = server.get(path, accept);
    HttpResponse<String> served = server.get(path, type + ";q=0.1, image/*");

    assertThat(Refusals.checkProblem(refused, 406).get("detail").asText())
        .isEqualTo("Accept " + type + ".");
    assertThat(served.statusCode()).isEqualTo(200);
    assertThat(served.headers().allValues("Vary")).containsExactly("Accept");
  }
}
