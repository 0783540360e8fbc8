package io.fleetfix.bootstrap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A server of real SMTP that repeats in its answer whom a mail is for, as many do: never for an
 * address with "refused" in it, not now for one with "later".
 */
final class QuotingMailServer implements AutoCloseable {
  private final ServerSocket socket;
  private final List<String> heard = new CopyOnWriteArrayList<>();

  QuotingMailServer() throws IOException {
    socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  String url() {
    return "smtp://127.0.0.1:" + socket.getLocalPort();
  }

  /** Every line that came in, those of mails too. */
  List<String> heard() {
    return heard;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> talk(client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void talk(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8))) {
      boolean inMail = false;
      @Nullable String line = "connect";
      while (line != null) {
        heard.add(line);
        if (!inMail || line.equals(".")) {
          String answer = answer(line);
          client.getOutputStream().write((answer + "\r\n").getBytes(UTF_8));
          inMail = answer.startsWith("354");
        }
        line = in.readLine();
      }
    } catch (IOException gone) {
      // The client has hung up.
    }
  }

  private static String answer(String line) {
    return switch (line.split("[ :]", 2)[0]) {
      case "connect" -> "220 here";
      case "RCPT" -> answerTo(line.substring("RCPT TO:".length()));
      case "DATA" -> "354 go on";
      default -> "250 fine";
    };
  }

  private static String answerTo(String address) {
    if (address.contains("refused")) {
      return "550 5.1.1 " + address + ": nobody is called " + address + " here";
    }
    return address.contains("later")
        ? "450 4.2.2 The mailbox of " + address + " is full"
        : "250 ok";
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
