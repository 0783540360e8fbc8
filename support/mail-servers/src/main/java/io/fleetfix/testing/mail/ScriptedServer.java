package io.fleetfix.testing.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A real SMTP server that accepts every mail, except for what a test scripts. */
public final class ScriptedServer implements AutoCloseable {
  /** No response, while the connection stays open. */
  public static final String SILENCE = Script.SILENCE;

  private final ServerSocket socket;
  private final Script script;
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final List<AcceptedMail> accepted = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  private ScriptedServer(Script script) throws IOException {
    this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    this.script = script;
    Thread.ofVirtual().start(this::accept);
  }

  public static ScriptedServer start(Script script) throws IOException {
    return new ScriptedServer(script);
  }

  /** Starts a server with {@link Script#answering(String, String) one scripted response}. */
  public static ScriptedServer answering(String command, String answer) throws IOException {
    return start(Script.usual().answering(command, answer));
  }

  /**
   * Starts a server with scripted responses.
   *
   * @param answers the response to a line; empty for the usual one
   */
  public static ScriptedServer answering(Function<String, Optional<String>> answers)
      throws IOException {
    return start(Script.usual().answering(answers));
  }

  /** Starts a server that supports this extension. */
  public static ScriptedServer offering(String extension) throws IOException {
    return start(Script.usual().offering(extension));
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** Every received line, including those of mails. */
  public List<String> heard() {
    return heard;
  }

  /** The mails for which the server is responsible, in the order in which it accepted them. */
  public List<AcceptedMail> accepted() {
    return accepted;
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
    try {
      if (!new Talk(client, script, heard, accepted).run()) {
        client.close();
      }
    } catch (IOException gone) {
      // The client has closed the connection.
    }
  }

  /** Cuts all connections; new ones are accepted. */
  public void hangUp() throws IOException {
    for (Socket client : open) {
      client.close();
    }
    open.clear();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    hangUp();
  }
}
