package io.fleetfix.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fleetfix.bootstrap.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The running service in a process of its own.
 *
 * @param said the lines that it printed during its start
 */
record StartedFleetFix(Process process, List<String> said) implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Starts it on a free port. */
  static StartedFleetFix start(List<String> command, Map<String, String> settings)
      throws IOException {
    List<String> java =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    java.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(java).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("FLEETFIX_") || name.startsWith("AWS_"));
    builder.environment().put("FLEETFIX_HTTP_PORT", "0");
    builder.environment().putAll(settings);
    Process process = builder.start();
    BufferedReader out = process.inputReader(UTF_8);
    List<String> said = new ArrayList<>();
    while (said.isEmpty() || !said.getLast().startsWith("Ctrl-C")) {
      String line = out.readLine();
      if (line == null) {
        throw new IOException("FleetFix did not start: " + said);
      }
      said.add(line);
    }
    return new StartedFleetFix(process, List.copyOf(said));
  }

  int port() {
    return port(said.getFirst());
  }

  /** Of the process whose line begins with this. */
  int portOf(String name) {
    return port(said.stream().filter(line -> line.startsWith(name)).findFirst().orElseThrow());
  }

  private static int port(String line) {
    return Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
  }

  /** As a program sends it. */
  String send(String method, String path, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = HTTP.send(request, BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /** Opens a repair of Ada's, and returns its id. */
  String open() throws IOException, InterruptedException {
    String answer =
        send(
            "POST",
            "/repairs",
            """
            {"vehicle":{"registration":"B-FF 123","make":"VW","model":"Golf"},
             "customer":{"name":"Ada Example","email":"ada@example.com"},
             "complaint":"Brakes squeal"}
            """);
    int id = answer.indexOf("\"R-") + 1;
    return answer.substring(id, answer.indexOf('"', id));
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
