package io.fleetfix.localmail;

import io.fleetfix.application.port.Mailbox;
import io.fleetfix.localaws.ChildOutput;
import io.fleetfix.localaws.ChildProcess;
import io.fleetfix.localaws.JavaProgram;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mail server in a child process that accepts every mail of this service and forwards none. It
 * keeps the newest {@value Mailbox#MAX_MAILS} mails in a folder that only its owner can read. Every
 * accepted mail is still there after a restart, even if the process was killed.
 *
 * <p>A mail that it can't keep, for example because the disk is full, it does not accept: the
 * response is 451.
 */
public final class LocalMail implements Mailbox, AutoCloseable {
  private final ChildProcess process;
  private final URI smtp;
  private final Mailbox mailbox;
  private final Runnable atClose;

  private LocalMail(ChildProcess process, URI smtp, Mailbox mailbox, Runnable atClose) {
    this.process = process;
    this.smtp = smtp;
    this.mailbox = mailbox;
    this.atClose = atClose;
  }

  /** Starts a server for a test, which deletes its mails when it is closed. */
  public static LocalMail start() {
    return startOn(ChildProcess.freePort());
  }

  /** Starts a server for a test on the port of one that has ended; it has none of its mails. */
  public static LocalMail startOn(int smtpPort) {
    try {
      Path folder = Files.createTempDirectory("fleetfix-mails");
      return start(smtpPort, folder, ChildOutput.DISCARDED, () -> delete(folder));
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  /**
   * Starts a server with the mails of those before it, and returns when it is ready.
   *
   * @param folder created if it is missing; only one server may use it at a time
   */
  public static LocalMail keepingMailsIn(Path folder, ChildOutput output) {
    return start(ChildProcess.freePort(), folder, output, () -> {});
  }

  private static LocalMail start(int smtpPort, Path folder, ChildOutput output, Runnable atClose) {
    int httpPort = ChildProcess.freePort();
    URI mails = URI.create("http://127.0.0.1:" + httpPort + MailPages.PATH);
    ChildProcess process =
        ChildProcess.start(
            new JavaProgram(
                "The local mail server",
                System.getProperty("java.class.path")
                    + File.pathSeparator
                    + ChildProcess.allOf(ChildProcess.libraries("local-mail/greenmail")),
                List.of(
                    "-Xmx96m",
                    // By default, a file that was cut off reads like a complete mail.
                    "-Dmail.mime.multipart.ignoremissingendboundary=false",
                    MailProcess.class.getName(),
                    Integer.toString(smtpPort),
                    Integer.toString(httpPort),
                    Integer.toString(MAX_MAILS),
                    folder.toAbsolutePath().toString()),
                Map.of(),
                () -> ChildProcess.status(mails) == 200,
                output));
    return new LocalMail(
        process, URI.create("smtp://127.0.0.1:" + smtpPort), new HttpMailbox(mails), atClose);
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
    return mailbox.mails();
  }

  @Override
  public Optional<KeptMail> find(MailId id) {
    return mailbox.find(id);
  }

  @Override
  public void close() {
    process.close();
    atClose.run();
  }

  private static void delete(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException stillThere) {
      throw new UncheckedIOException(stillThere);
    }
  }
}
