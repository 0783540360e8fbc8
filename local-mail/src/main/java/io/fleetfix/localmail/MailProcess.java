package io.fleetfix.localmail;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fleetfix.outbox.loop.UncaughtFailures;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A GreenMail server that accepts every mail for any recipient, and lists the last ones over HTTP.
 * It listens on the loopback interface only, and keeps nothing on disk.
 */
public final class MailProcess {
  private static final String HOST = "127.0.0.1";
  private static final String REPAIR_HEADER = "X-FleetFix-Repair";

  /** GreenMail's own limit of two seconds is too short on a busy machine. */
  private static final long START_TIMEOUT_MILLIS = 60_000;

  /** GreenMail keeps every mail until they are purged. */
  private static final int PURGE_EVERY = 50;

  private final int kept;
  private final GreenMail greenMail;
  private final GreenMailUser inbox;
  private final Deque<Map<String, String>> newestFirst = new ArrayDeque<>();
  private int taken = 0;

  private MailProcess(int port, int kept) throws UserException {
    this.kept = kept;
    ServerSetup setup = new ServerSetup(port, HOST, ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(START_TIMEOUT_MILLIS);
    this.greenMail = new GreenMail(setup);
    greenMail.start();
    this.inbox = greenMail.getUserManager().createUser("inbox", "inbox", "");
    greenMail.getUserManager().setMessageDeliveryHandler(this::take);
  }

  /** Arguments: SMTP port, HTTP port, number of mails to keep. */
  public static void main(String[] arguments) throws Exception {
    MailProcess mails =
        new MailProcess(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[2]));
    HttpServer http =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1])),
            0);
    http.createContext("/mails", mails::show);
    http.start();
    UncaughtFailures.handleAll(); // not earlier: why a start failed is for its caller to read
  }

  private synchronized GreenMailUser take(MovingMessage message, MailAddress to)
      throws MessagingException {
    MimeMessage mail = message.getMessage();
    Map<String, String> shown = new LinkedHashMap<>();
    shown.put("messageId", mail.getMessageID());
    shown.put("to", to.getEmail());
    shown.put("subject", mail.getSubject());
    shown.put("sentAt", Instant.now().toString());
    shown.put("repairId", mail.getHeader(REPAIR_HEADER, null));
    newestFirst.addFirst(shown);
    if (newestFirst.size() > kept) {
      newestFirst.removeLast();
    }
    taken++;
    if (taken % PURGE_EVERY == 0) {
      purge();
    }
    return inbox;
  }

  private void purge() {
    try {
      greenMail.purgeEmailFromAllMailboxes();
    } catch (FolderException stillThere) {
      throw new IllegalStateException(stillThere);
    }
  }

  private void show(HttpExchange exchange) throws IOException {
    byte[] answer = new ObjectMapper().writeValueAsString(mails()).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, answer.length);
    try (OutputStream body = exchange.getResponseBody()) {
      body.write(answer);
    }
  }

  private synchronized List<Map<String, String>> mails() {
    return List.copyOf(newestFirst);
  }
}
