package io.fleetfix.localmail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetfix.application.port.Mailbox;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.localaws.ChildOutput;
import io.fleetfix.localaws.ChildProcess;
import io.fleetfix.localaws.JavaProgram;
import io.fleetfix.outbox.port.StorageUnavailable;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A mail server in a child process that accepts every mail and forwards none. It keeps mails in
 * memory, until it ends.
 */
public final class LocalMail implements Mailbox, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ChildProcess process;
  private final URI smtp;
  private final URI mails;

  private LocalMail(ChildProcess process, URI smtp, URI mails) {
    this.process = process;
    this.smtp = smtp;
    this.mails = mails;
  }

  /** Starts a server, and returns when it is ready. */
  public static LocalMail start() {
    return startOn(ChildProcess.freePort());
  }

  /** Starts a server that keeps its output, and returns when it is ready. */
  public static LocalMail start(ChildOutput output) {
    return start(ChildProcess.freePort(), output);
  }

  /** Starts a server on the port of one that has ended. */
  public static LocalMail startOn(int smtpPort) {
    return start(smtpPort, ChildOutput.DISCARDED);
  }

  private static LocalMail start(int smtpPort, ChildOutput output) {
    int httpPort = ChildProcess.freePort();
    URI mails = URI.create("http://127.0.0.1:" + httpPort + "/mails");
    ChildProcess process =
        ChildProcess.start(
            new JavaProgram(
                "The local mail server",
                System.getProperty("java.class.path")
                    + File.pathSeparator
                    + ChildProcess.allOf(ChildProcess.libraries("local-mail/greenmail")),
                List.of(
                    "-Xmx96m",
                    MailProcess.class.getName(),
                    Integer.toString(smtpPort),
                    Integer.toString(httpPort),
                    Integer.toString(MAX_MAILS)),
                Map.of(),
                () -> ChildProcess.status(mails) == 200,
                output));
    return new LocalMail(process, URI.create("smtp://127.0.0.1:" + smtpPort), mails);
  }

  /** The address to send mails to. */
  public URI smtp() {
    return smtp;
  }

  /** The process that serves both. */
  public ChildProcess process() {
    return process;
  }

  @Override
  public List<Mail> mails() {
    try (InputStream answer = mails.toURL().openStream()) {
      List<Mail> newestFirst = new ArrayList<>();
      JSON.readTree(answer).forEach(mail -> newestFirst.add(mail(mail)));
      return newestFirst;
    } catch (IOException gone) {
      throw new StorageUnavailable(gone);
    }
  }

  private static Mail mail(JsonNode mail) {
    return new Mail(
        mail.get("messageId").asText(),
        mail.get("to").asText(),
        mail.get("subject").asText(),
        Instant.parse(mail.get("sentAt").asText()),
        new RepairId(mail.get("repairId").asText()));
  }

  @Override
  public void close() {
    process.close();
  }
}
