package io.fleetfix.adapter.http.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Many clients, each with a connection of its own, from one address. */
final class Crowd implements AutoCloseable {
  private static final int LONGEST_WAIT_MILLIS = 120_000;

  private final List<Socket> clients = new ArrayList<>();
  private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<String> answers = new ConcurrentLinkedQueue<>();

  /** Connects clients that send this and wait. */
  Crowd(int size, int port, String beginning) throws IOException {
    for (int i = 0; i < size; i++) {
      Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
      client.setSoTimeout(LONGEST_WAIT_MILLIS);
      clients.add(client);
      sendIfConnected(client, beginning);
    }
  }

  /** All send this, too. */
  void send(String more) throws IOException {
    for (Socket client : clients) {
      client.getOutputStream().write(more.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Those that the server has not closed send this, too. */
  void sendIfConnected(String more) {
    clients.forEach(client -> sendIfConnected(client, more));
  }

  private static void sendIfConnected(Socket client, String more) {
    try {
      client.getOutputStream().write(more.getBytes(StandardCharsets.UTF_8));
    } catch (IOException closed) {
      // It has its answer.
    }
  }

  /** From now on, reads what they are answered, up to the end of each connection. */
  void listen() {
    clients.forEach(client -> readers.execute(() -> answers.add(answer(client))));
  }

  private static String answer(Socket client) {
    try {
      return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      return failure.toString();
    }
  }

  List<String> answers(String status) {
    return answers.stream().filter(answer -> answer.startsWith("HTTP/1.1 " + status)).toList();
  }

  /** All answers that are neither a success nor a 503. */
  String others() {
    return answers.stream()
        .filter(answer -> !answer.matches("(?s)HTTP/1.1 (2..|503).*"))
        .toList()
        .toString();
  }

  /** All answers so far. */
  List<String> answers() {
    return List.copyOf(answers);
  }

  @Override
  public void close() throws IOException {
    for (Socket client : clients) {
      client.close();
    }
    readers.close();
  }
}
