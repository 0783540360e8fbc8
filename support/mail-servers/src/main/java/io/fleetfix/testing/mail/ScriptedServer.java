package io.fleetfix.testing.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A real SMTP server that accepts every mail, except for responses that a test scripts. */
public final class ScriptedServer implements AutoCloseable {
  /** No response, while the connection stays open. */
  public static final String SILENCE = "silence";

  private final ServerSocket socket;
  private final Function<String, Optional<String>> answers;
  private final String extension;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  private ScriptedServer(Function<String, Optional<String>> answers, String extension)
      throws IOException {
    this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    this.answers = answers;
    this.extension = extension;
    Thread.ofVirtual().start(this::accept);
  }

  /**
   * Starts a server with one scripted response.
   *
   * @param command the beginning of the client's line, {@code connect} for the greeting, {@code .}
   *     for the end of a mail
   * @param answer the response to that command; empty to close the connection instead
   */
  public static ScriptedServer answering(String command, String answer) throws IOException {
    return answering(line -> line.startsWith(command) ? Optional.of(answer) : Optional.empty());
  }

  /**
   * Starts a server with scripted responses.
   *
   * @param answers the response to a line, as above; empty for the default response
   */
  public static ScriptedServer answering(Function<String, Optional<String>> answers)
      throws IOException {
    return new ScriptedServer(answers, "8BITMIME");
  }

  /** Starts a server that supports this extension. */
  public static ScriptedServer offering(String extension) throws IOException {
    return new ScriptedServer(line -> Optional.empty(), extension);
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** Every received line, including those of mails. */
  public List<String> heard() {
    return heard;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> talk(client));
      }
    } catch (IOException closed) {
      // The test has ended.
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
          String word = line.split(" ", 2)[0];
          String reply = answers.apply(line).orElseGet(() -> usual(word));
          if (reply.isEmpty()) {
            return;
          }
          if (!reply.equals(SILENCE)) {
            client.getOutputStream().write((reply + "\r\n").getBytes(UTF_8));
          }
          inMail = reply.startsWith("354");
        }
        line = in.readLine();
      }
    } catch (IOException gone) {
      // The client has closed the connection.
    }
  }

  private String usual(String word) {
    return switch (word) {
      case "connect" -> "220 here";
      case "EHLO" -> "250-here\r\n250-" + extension + "\r\n250 AUTH PLAIN";
      case "AUTH" -> "235 come in";
      case "DATA" -> "354 go on";
      case "QUIT" -> "221 bye";
      default -> "250 fine";
    };
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Socket client : open) {
      client.close();
    }
  }
}
