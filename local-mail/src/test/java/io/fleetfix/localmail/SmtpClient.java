package io.fleetfix.localmail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;

/** Sends mails over one connection, and returns the server's responses. */
final class SmtpClient implements AutoCloseable {
  private final Socket socket;
  private final BufferedReader in;

  SmtpClient(URI server) throws IOException {
    socket = new Socket(server.getHost(), server.getPort());
    in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    response();
    say("HELO test");
  }

  /** Returns the response to the complete mail. */
  String send(String to, String mail) throws IOException {
    begin(to);
    return say(mail + ".");
  }

  /** Sends the beginning of a mail, and disconnects. */
  void sendHalf(String to, String mail) throws IOException {
    begin(to);
    socket.getOutputStream().write(mail.substring(0, mail.length() / 2).getBytes(UTF_8));
    close();
  }

  private void begin(String to) throws IOException {
    say("MAIL FROM:<garage@example.com>");
    say("RCPT TO:<" + to + ">");
    say("DATA");
  }

  private String say(String line) throws IOException {
    socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
    return response();
  }

  private String response() throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new IOException("The server has disconnected");
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
