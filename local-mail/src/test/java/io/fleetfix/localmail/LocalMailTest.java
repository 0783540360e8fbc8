package io.fleetfix.localmail;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.Mailbox;
import io.fleetfix.application.port.Mailbox.Attachment;
import io.fleetfix.application.port.Mailbox.KeptMail;
import io.fleetfix.application.port.Mailbox.Mail;
import io.fleetfix.application.port.Mailbox.MailId;
import io.fleetfix.localaws.ChildOutput;
import io.fleetfix.outbox.contracts.hostile.Attack;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as a process that is stopped, killed and started again. */
@Execution(ExecutionMode.SAME_THREAD) // each test runs processes
class LocalMailTest {
  private static final String ADA = "ada@example.com";
  private static final String SAMPLE = SampleMail.of("<1@example.com>");
  private static final int BEFORE_THE_KILL = 20;

  private final Path folder;
  private final ChildOutput output;
  private LocalMail mail;

  LocalMailTest(@TempDir Path temporary) {
    folder = temporary.resolve("mails");
    output = ChildOutput.keptIn(temporary.resolve("output.log"));
    mail = LocalMail.keepingMailsIn(folder, output);
  }

  @AfterEach
  void stop() {
    mail.close();
  }

  @Test
  void keepsItsMailsOverARestart() throws Exception {
    try (SmtpClient client = new SmtpClient(mail.smtp())) {
      assertThat(client.send(ADA, SAMPLE)).startsWith("250");
      assertThat(client.send("bo@example.com", SAMPLE)).startsWith("250");
      assertThat(client.send(ADA, SampleMail.of("<2@example.com>"))).startsWith("250");
    }
    List<Mail> before = mail.mails();
    assertThat(before).extracting(Mail::id).containsExactly(id(3), id(2), id(1));
    assertThat(before)
        .extracting(Mail::messageId)
        .containsExactly("<2@example.com>", "<1@example.com>", "<1@example.com>");
    assertThat(before).extracting(Mail::to).containsExactly(ADA, "bo@example.com", ADA);

    restart();

    assertThat(mail.mails()).isEqualTo(before);
    KeptMail kept = mail.find(id(2)).orElseThrow();
    assertThat(kept.mail()).isEqualTo(before.get(1));
    assertThat(kept.from()).isEqualTo("Garage \u017bó <garage@example.com>");
    assertThat(kept.text()).isEqualTo(SampleMail.TEXT);
    assertThat(kept.html()).isEqualTo(SampleMail.HTML);
    assertThat(kept.attachments())
        .extracting(Attachment::name)
        .containsExactly("INV-2025-000001.pdf");
    assertThat(kept.attachments().getFirst().content().get())
        .asString(UTF_8)
        .isEqualTo(SampleMail.PDF);
    assertThat(mail.find(id(4))).isEmpty();
  }

  @Test
  void aKillLosesNoAcceptedMail() throws Exception {
    List<String> accepted = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Void> client = CompletableFuture.runAsync(() -> sendUntilKilled(accepted));
    eventually(() -> assertThat(accepted).hasSizeGreaterThan(BEFORE_THE_KILL));

    mail.process().handle().destroyForcibly();

    client.join();
    restart();
    assertThat(mail.mails().reversed())
        .extracting(Mail::messageId)
        .startsWith(accepted.toArray(String[]::new))
        .hasSizeBetween(accepted.size(), accepted.size() + 1); // the last answer may be lost
  }

  private void sendUntilKilled(List<String> accepted) {
    try (SmtpClient client = new SmtpClient(mail.smtp())) {
      for (int i = 0; i < Mailbox.MAX_MAILS; i++) {
        String messageId = "<" + i + "@example.com>";
        if (client.send(ADA, SampleMail.of(messageId)).startsWith("250")) {
          accepted.add(messageId);
        }
      }
    } catch (IOException killed) {
      // as intended
    }
  }

  @Test
  void acceptsNoMailThatItCannotKeep() throws Exception {
    Files.delete(folder);
    Files.writeString(folder, "in the way");
    try (SmtpClient client = new SmtpClient(mail.smtp())) {
      assertThat(client.send(ADA, SAMPLE)).startsWith("451");
      assertThat(mail.mails()).isEmpty();

      Files.delete(folder);
      Files.createDirectory(folder);
      assertThat(client.send(ADA, SAMPLE)).startsWith("250");
    }
    assertThat(mail.mails()).extracting(Mail::id).containsExactly(id(1));
  }

  @Test
  void acceptsOnlyWholeMailsOfTheService() throws Exception {
    try (SmtpClient client = new SmtpClient(mail.smtp())) {
      assertThat(client.send(ADA, SampleMail.withoutRepair())).startsWith("451");
      assertThat(client.send(ADA, SAMPLE.replace("--outer--\r\n", ""))).startsWith("451");
    }
    try (SmtpClient client = new SmtpClient(mail.smtp())) {
      client.sendHalf(ADA, SAMPLE);
    }
    try (SmtpClient client = new SmtpClient(mail.smtp())) {
      assertThat(client.send(ADA, SAMPLE)).startsWith("250");
    }

    assertThat(mail.mails()).extracting(Mail::id).containsExactly(id(1));
  }

  @Test
  void namesAFileThatItCannotRead() throws Exception {
    mail.close();
    Files.writeString(folder.resolve("M-5.eml"), "nonsense");

    restart();

    assertThat(mail.mails()).isEmpty();
    assertThat(mail.find(id(5))).isEmpty();
    assertThat(output.file()).content().contains("Skipped a file", "M-5.eml");
  }

  /** A page can even choose the method, if its name was made to point at this machine. */
  @Attack(
      kind = Attack.Kind.LOCAL_RUN,
      sends = "a mail in the body of a request to the SMTP port, with any method",
      answer = "500, and the connection is closed")
  @ParameterizedTest
  @ValueSource(strings = {"POST / HTTP/1.1", "EHLO / HTTP/1.1", "MAIL / HTTP/1.1", "x"})
  void acceptsNoMailInAnHttpRequest(String firstLine) throws Exception {
    String request =
        """
        %s\r
        Host: localhost:%d\r
        Content-Type: text/plain\r
        \r
        EHLO page\r
        MAIL FROM:<garage@example.com>\r
        RCPT TO:<ada@example.com>\r
        DATA\r
        %s.\r
        QUIT\r
        """
            .formatted(firstLine, mail.smtp().getPort(), SAMPLE);

    assertThat(answers(mail.smtp(), request)).contains("500 ").doesNotContain("354", "221");

    try (SmtpClient client = new SmtpClient(mail.smtp())) {
      assertThat(client.send(ADA, SampleMail.of("<program@example.com>"))).startsWith("250");
    }
    assertThat(mail.mails()).extracting(Mail::messageId).containsExactly("<program@example.com>");
  }

  /** The server may end the connection before it has read everything. */
  private static String answers(URI server, String request) throws IOException {
    StringBuilder answers = new StringBuilder();
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      InputStream in = socket.getInputStream();
      for (int next = in.read(); next >= 0; next = in.read()) {
        answers.append((char) next);
      }
    } catch (SocketException reset) {
      // What came before it counts.
    }
    return answers.toString();
  }

  private void restart() {
    mail.close();
    mail = LocalMail.keepingMailsIn(folder, output);
  }

  private static MailId id(long number) {
    return new MailId(number);
  }
}
