package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.patient;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A running {@link CrashableWorkshop}. */
record WorkshopProcess(Process process, int port, HttpClient http) {
  private static final Duration TIMEOUT = patient(Duration.ofSeconds(20));

  /** Returns once the service listens. */
  static WorkshopProcess start(Map<String, String> environment, Path bus, Path log)
      throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            CrashableWorkshop.class.getName(),
            bus.toString());
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    File errors = log.toFile();
    Process process = builder.redirectError(ProcessBuilder.Redirect.appendTo(errors)).start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      String port = out.readLine();
      if (port == null) {
        throw new IOException("The service did not start; its log is " + log);
      }
      return new WorkshopProcess(process, Integer.parseInt(port), HttpClient.newHttpClient());
    }
  }

  /**
   * Completes a repair.
   *
   * @return the answer's status
   * @throws IOException if the process dies meanwhile; the outcome is unknown then
   */
  int complete(String repair) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + port + "/repairs/" + repair + "/completion"))
                .timeout(TIMEOUT)
                .PUT(BodyPublishers.noBody())
                .build(),
            BodyHandlers.ofString());
    return answer.statusCode();
  }

  /** Like {@code kill -9}: no hook runs, nothing is flushed, no lease is released. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
