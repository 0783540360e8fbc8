package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.application.port.Mailbox.Mail;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.localaws.LocalAws;
import io.fleetfix.localmail.LocalMail;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.io.BufferedReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is killed while it sends a mail, or its mail server is down; on real queues. */
class MailCrashTest {
  private final LocalAws local;
  private final Path log;
  private LocalMail mail = LocalMail.start();

  MailCrashTest(@TempDir Path folder) {
    log = folder.resolve("log");
    WorkshopConfig config =
        WorkshopConfig.of(Map.of("FLEETFIX_LOCAL_DATA", folder.resolve("data").toString()));
    local = LocalCommand.start(config);
    try (DynamoDbConnection connection =
        DynamoDbConnection.to(local.dynamoDb(), LocalAws.REGION, local.credentials())) {
      new OutboxTable(config.names().table()).createIfMissing(connection.tables());
    }
  }

  @AfterEach
  void stop() {
    mail.close();
    local.close();
  }

  @Test
  void aKillBetweenSendingAndRecordingRepeatsTheMailWithTheSameId() throws Exception {
    String repair = killedAfterSending();
    assertThat(mail.mails()).hasSize(1);

    Process service = FleetFixProcess.builder(QuickMails.class, List.of(), settings(), log).start();
    try (BufferedReader out = service.inputReader(StandardCharsets.UTF_8)) {
      WorkshopClient workshop = new WorkshopClient(Integer.parseInt(out.readLine()));
      eventually(
          () ->
              assertThat(workshop.get(200, "/repairs/" + repair + "/invoice").has("sentAt"))
                  .isTrue());
    } finally {
      service.destroyForcibly().onExit().join();
    }
    assertThat(mail.mails())
        .hasSize(2)
        .extracting(Mail::messageId)
        .containsOnly("<" + Invoice.issuedEventId(new RepairId(repair)) + "@example.com>");
  }

  /** As after every crash in the middle of sending; a quarter of an hour is too long for a test. */
  @Test
  void theNextProcessSendsNoCopyBeforeItKnowsThatTheAttemptHasEnded() throws Exception {
    String repair = killedAfterSending();

    FleetFixProcess service = FleetFixProcess.start("aws", settings(), log);
    try {
      eventually( // the queue has handed the message over again
          () ->
              assertThat(service.workshop().text("/metrics"))
                  .containsPattern("outcome=\"postponed\",queue=\"mail\"\\} [1-9]"));
      assertThat(
              service
                  .workshop()
                  .get(200, "/repairs/" + repair + "/invoice")
                  .at("/mail/status")
                  .asText())
          .isEqualTo("ATTEMPTED");
      assertThat(mail.mails()).hasSize(1);
    } finally {
      service.stop();
    }
  }

  @Test
  void afterAnOutageTheMailServerGetsEachMailOnce() throws Exception {
    FleetFixProcess service = FleetFixProcess.start("aws", settings(), log);
    try {
      URI address = mail.smtp();
      mail.close();
      assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(mail::mails);
      List<String> repairs =
          List.of(service.workshop().open(), service.workshop().open(), service.workshop().open());
      for (String repair : repairs) {
        service.workshop().complete(repair);
      }
      eventually(
          () -> {
            for (String repair : repairs) {
              assertThat(service.workshop().events(repair)).hasSize(2);
            }
          });

      mail = LocalMail.startOn(address.getPort());

      eventually(
          () -> {
            for (String repair : repairs) {
              assertThat(
                      service.workshop().get(200, "/repairs/" + repair + "/invoice").has("sentAt"))
                  .isTrue();
            }
          });
      assertThat(mail.mails())
          .extracting(arrived -> arrived.repairId().value())
          .containsExactlyInAnyOrderElementsOf(repairs);
    } finally {
      service.stop();
    }
  }

  private String killedAfterSending() throws Exception {
    Process stuck =
        FleetFixProcess.builder(StuckAfterSending.class, List.of(), settings(), log).start();
    try (BufferedReader out = stuck.inputReader(StandardCharsets.UTF_8)) {
      WorkshopClient workshop = new WorkshopClient(Integer.parseInt(out.readLine()));
      String repair = workshop.open();
      workshop.complete(repair);
      assertThat(out.readLine()).isEqualTo(StuckAfterSending.SENT);
      assertThat(workshop.get(200, "/repairs/" + repair + "/invoice").has("sentAt")).isFalse();
      return repair;
    } finally {
      stuck.destroyForcibly().onExit().join();
    }
  }

  private Map<String, String> settings() {
    Map<String, String> settings = FleetFixProcess.settingsFor(local);
    settings.put("FLEETFIX_SMTP_URL", mail.smtp().toString());
    settings.put("FLEETFIX_MAIL_FROM", "Garage <garage@example.com>");
    return settings;
  }
}
