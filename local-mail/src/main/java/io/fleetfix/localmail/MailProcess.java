package io.fleetfix.localmail;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.fleetfix.outbox.loop.UncaughtFailures;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A GreenMail server that accepts the mails of this service for any recipient, keeps the last ones
 * in a folder, and shows them over HTTP. It listens on the loopback interface only, and serves
 * programs, not web pages.
 *
 * <p>A mail is accepted when its file is in place. If that fails, the response is 451, and the
 * client has to send the mail again.
 */
public final class MailProcess {
  private static final Logger LOG = LoggerFactory.getLogger(MailProcess.class);
  private static final String HOST = "127.0.0.1";

  /** GreenMail's own limit of two seconds is too short on a busy machine. */
  private static final long START_TIMEOUT_MILLIS = 60_000;

  private final KeptMails mails;
  private final GreenMail greenMail;
  private final GreenMailUser inbox;

  private MailProcess(int port, KeptMails mails) throws UserException {
    this.mails = mails;
    ServerSetup setup = new ServerSetup(port, HOST, ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(START_TIMEOUT_MILLIS);
    this.greenMail = new StrictSmtp(setup);
    greenMail.start();
    this.inbox = greenMail.getUserManager().createUser("inbox", "inbox", "");
    greenMail.getUserManager().setMessageDeliveryHandler(this::take);
  }

  /** Arguments: SMTP port, HTTP port, number of mails to keep, folder. */
  public static void main(String[] arguments) throws Exception {
    KeptMails mails = KeptMails.in(Path.of(arguments[3]), Integer.parseInt(arguments[2]));
    MailProcess process = new MailProcess(Integer.parseInt(arguments[0]), mails);
    HttpServer http =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1])),
            0);
    http.createContext(MailPages.PATH, new MailPages(process.mails));
    http.start();
    UncaughtFailures.handleAll(); // not earlier: why a start failed is for its caller to read
  }

  /** GreenMail answers 451 to every exception. */
  private GreenMailUser take(MovingMessage message, MailAddress to) throws MessagingException {
    try {
      // GreenMail keeps every mail until they are purged; the one before is of no use here.
      greenMail.purgeEmailFromAllMailboxes();
      mails.take(message.getMessage(), to.getEmail(), Instant.now());
    } catch (IOException | MailFile.Unreadable | FolderException refused) {
      LOG.atError()
          .addKeyValue("problem", refused.toString())
          .log("A mail was not accepted, because it could not be kept");
      throw new MessagingException("The mail could not be kept", refused);
    }
    return inbox;
  }
}
