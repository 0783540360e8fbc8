package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.inject.AbstractModule;
import io.fleetfix.application.mail.MailPauses;
import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.MailOutcome;
import io.fleetfix.application.port.OutgoingMail;
import io.fleetfix.bootstrap.cli.CommandRun;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code fleetfix mail} against a running service whose mail server refuses mails for a while. */
class RequestedMailTest extends AbstractModule implements InvoiceMail {
  private static final String WORDS = "550 5.1.1 No such user";
  private static final String GONE = "gone@example.com";

  private final List<OutgoingMail> accepted = new CopyOnWriteArrayList<>();
  private volatile boolean refuses = true;

  @Override
  protected void configure() {
    bind(InvoiceMail.class).toInstance(this);
    bind(MailPauses.class).toInstance(QuickMails.PAUSES);
  }

  @Override
  public Connection connect() {
    return new Connection() {
      @Override
      public MailOutcome send(OutgoingMail mail) {
        if (refuses && mail.to().value().equals(GONE)) {
          return new MailOutcome.Undeliverable(WORDS);
        }
        accepted.add(mail);
        return new MailOutcome.Accepted();
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void anUndeliverableMailIsListedAndSentOnRequest() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals(this)) {
      String repair = undeliverable(service);

      CommandRun list = mail(service, "list", "--status", "undeliverable", "--reason", "no such");
      assertThat(list.exitCode()).isEqualTo(1);
      assertThat(list.out())
          .containsPattern(repair + " +INV-\\d{4}-000001 +UNDELIVERABLE +\\d+ .+" + WORDS);
      CommandRun dry = mail(service, "resend", "--status", "undeliverable", "--dry-run");
      assertThat(dry.exitCode()).as(dry.err()).isZero();
      assertThat(dry.out()).contains("1 mail: 1 WOULD_BE_REQUESTED");
      CommandRun other = mail(service, "resend", "--status", "undeliverable", "--reason", "Full");
      assertThat(other.out()).contains("0 mails").doesNotContain(repair);

      CommandRun run = mail(service, "resend", "--status", "undeliverable", "--reason", "5.1.1 No");

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).contains(repair, "1 mail: 1 REQUESTED");
      eventually(() -> assertThat(statusOf(service, repair)).isEqualTo("SENT"));
      assertThat(mail(service, "list", "--status", "undeliverable").exitCode()).isZero();
      assertThat(mail(service, "list").out().strip()).isEqualTo("0 mails");
    }
  }

  @Test
  void aRedirectedMailGoesToTheOtherAddressAndTheRequestIsRecorded() throws Exception {
    refuses = false;
    try (WorkshopInternals service = new WorkshopInternals(this)) {
      String repair = completed(service);
      eventually(() -> assertThat(statusOf(service, repair)).isEqualTo("SENT"));
      String sentAt = invoice(service, repair).get("sentAt").asText();

      CommandRun run = mail(service, "redirect", "--repair", repair, "--to", "bo@example.com");

      assertThat(run.exitCode()).as(run.err()).isZero();
      assertThat(run.out()).containsPattern("status +PENDING").contains("bo@example.com");
      eventually(() -> assertThat(statusOf(service, repair)).isEqualTo("SENT"));
      assertThat(accepted)
          .extracting(mail -> mail.to().value())
          .containsExactly("ada@example.com", "bo@example.com");
      assertThat(invoice(service, repair).get("sentAt").asText()).isEqualTo(sentAt);

      String event = accepted.getLast().cause().toString();
      CommandRun shown = CommandRun.of(new Main(), "outbox", "show", event, "--url", service.url());
      assertThat(shown.out()).contains("InvoiceMailRequested", "by operator");
    }
  }

  @Test
  void namesARepairWithoutAnInvoice() throws Exception {
    try (WorkshopInternals service = new WorkshopInternals(this)) {
      String open = service.workshop().open();

      for (String repair : List.of(open, "R-404")) {
        CommandRun run = mail(service, "resend", "--repair", repair);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
            .startsWith("fleetfix: No invoice exists for a repair with the id " + repair)
            .hasLineCount(1);
      }
    }
  }

  /** The second refusal counts, once the mail server has accepted another mail. */
  private String undeliverable(WorkshopInternals service) throws Exception {
    String repair = completed(service, GONE);
    eventually(
        () -> assertThat(mail(service, "list").out()).contains(repair, "WAITING", WORDS, "1 mail"));
    String other = completed(service);
    eventually(() -> assertThat(statusOf(service, other)).isEqualTo("SENT"));
    eventually(() -> assertThat(statusOf(service, repair)).isEqualTo("UNDELIVERABLE"));
    refuses = false;
    return repair;
  }

  private static String completed(WorkshopInternals service) throws Exception {
    return completed(service, "ada@example.com");
  }

  private static String completed(WorkshopInternals service, String email) throws Exception {
    String repair = service.workshop().open(email);
    service.workshop().complete(repair);
    eventually(() -> invoice(service, repair));
    return repair;
  }

  private static JsonNode invoice(WorkshopInternals service, String repair) throws Exception {
    return service.workshop().get(200, "/repairs/" + repair + "/invoice");
  }

  private static String statusOf(WorkshopInternals service, String repair) throws Exception {
    return invoice(service, repair).get("mail").get("status").asText();
  }

  private static CommandRun mail(WorkshopInternals service, String... words) {
    return CommandRun.of(
        new Main(),
        Stream.of(Stream.of("mail"), Stream.of(words), Stream.of("--url", service.url()))
            .flatMap(each -> each)
            .toArray(String[]::new));
  }
}
