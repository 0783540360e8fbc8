package io.fleetfix.testing.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetfix.testing.mail.Cut.AtCommand;
import io.fleetfix.testing.mail.Cut.InText;
import io.fleetfix.testing.mail.Cut.Moment;
import io.fleetfix.testing.mail.Cut.Never;
import io.fleetfix.testing.mail.Cut.Stall;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** The server's side of one connection. */
final class Talk {
  private static final String MESSAGE_ID = "message-id:";
  private static final String RECIPIENT = "RCPT TO:";

  /** Too few for the code of a response. */
  private static final int BYTES_OF_A_HALF = 2;

  private final Socket client;
  private final Script script;
  private final List<String> heard;
  private final List<AcceptedMail> accepted;

  private Socket connection;
  private BufferedReader in;
  private boolean inText;
  private int linesOfText;
  private int timesCommanded;
  private String recipient = "";
  private String messageId = "";

  Talk(Socket client, Script script, List<String> heard, List<AcceptedMail> accepted)
      throws IOException {
    this.client = client;
    this.script = script;
    this.heard = heard;
    this.accepted = accepted;
    this.connection = client;
    this.in = reader(client);
  }

  /** Returns when the conversation has ended. Whether the connection then stays open. */
  boolean run() throws IOException {
    if (script.encryptedAtOnce()) {
      encrypt();
    }
    @Nullable String line = "connect";
    while (line != null && goesOn(line)) {
      if (!inText && line.equals("STARTTLS") && script.tls() != null) {
        encrypt();
      }
      line = in.readLine();
    }
    return switch (script.cut()) {
      case AtCommand at -> isClosed(at.reset());
      case InText text -> isClosed(text.reset());
      case Stall stall -> true;
      case Never never -> false;
    };
  }

  private boolean isClosed(boolean reset) throws IOException {
    if (reset) {
      client.setSoLinger(true, 0);
    }
    return false;
  }

  /** Whether the connection stays open after this line. */
  private boolean goesOn(String line) throws IOException {
    heard.add(line);
    if (inText && !line.equals(".")) {
      note(line);
      linesOfText++;
      return !isCutInText();
    }
    return isAnswered(line) && !isCutInText();
  }

  private boolean isAnswered(String line) throws IOException {
    @Nullable Moment cut = cut(line);
    if (cut == Moment.INSTEAD_OF_RESPONSE) {
      return false;
    }
    String reply = script.answer(line);
    if (reply.isEmpty()) {
      return false;
    }
    boolean ended = inText;
    inText = reply.startsWith("354");
    note(line);
    if (ended && reply.startsWith("2")) {
      accepted.add(new AcceptedMail(recipient, messageId));
    }
    if (cut == Moment.ACCEPTED_WITHOUT_RESPONSE) {
      return false;
    }
    if (!reply.equals(Script.SILENCE)) {
      byte[] bytes = (reply + "\r\n").getBytes(UTF_8);
      boolean half = cut == Moment.WITHIN_RESPONSE;
      connection.getOutputStream().write(bytes, 0, half ? BYTES_OF_A_HALF : bytes.length);
    }
    return cut == null;
  }

  private @Nullable Moment cut(String line) {
    if (script.cut() instanceof AtCommand at && line.startsWith(at.command())) {
      timesCommanded++;
      return timesCommanded == at.nth() ? at.moment() : null;
    }
    return null;
  }

  private boolean isCutInText() {
    return inText
        && switch (script.cut()) {
          case InText text -> linesOfText == text.lines();
          case Stall stall -> linesOfText == stall.lines();
          case AtCommand at -> false;
          case Never never -> false;
        };
  }

  private void note(String line) {
    if (line.startsWith(RECIPIENT)) {
      recipient = line.substring(RECIPIENT.length()).replaceAll("^<|>.*$", "");
    } else if (inText && line.toLowerCase(Locale.ROOT).startsWith(MESSAGE_ID)) {
      messageId = line.substring(MESSAGE_ID.length()).strip();
    }
  }

  private void encrypt() throws IOException {
    SSLSocket secured =
        (SSLSocket)
            Objects.requireNonNull(script.tls())
                .getSocketFactory()
                .createSocket(client, null, client.getPort(), false);
    secured.setUseClientMode(false);
    connection = secured;
    in = reader(secured);
  }

  private static BufferedReader reader(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
  }
}
