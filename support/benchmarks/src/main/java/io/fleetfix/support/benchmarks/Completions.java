package io.fleetfix.support.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Runs wrk against one server. Every request completes another open repair. */
final class Completions implements AutoCloseable {
  /** More than wrk can send in a round of one second. */
  private static final int REPAIRS_A_ROUND = 40_000;

  private static final int CLIENTS = 16;
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern PENDING = Pattern.compile("\"pending\":[1-9]");
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
  private static final String NEW_REPAIR =
      """
      {"vehicle":{"registration":"B-FF 123","make":"VW","model":"Golf"},\
      "customer":{"name":"Ada Example","email":"ada@example.com"},"complaint":"Brakes squeal"}\
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder = Files.createTempDirectory("fleetfix-benchmark");
  private final Path script = folder.resolve("completions.lua");
  private final Path paths = folder.resolve("repairs");
  private final Subject subject;
  private final boolean delivers;

  /** The paths of open repairs, oldest first. */
  private final List<String> open = new ArrayList<>();

  private Completions(Subject subject, boolean delivers) throws IOException {
    this.subject = subject;
    this.delivers = delivers;
    try (var completions = Completions.class.getResourceAsStream("/completions.lua")) {
      Files.write(script, Objects.requireNonNull(completions).readAllBytes());
    }
  }

  /** For a server that delivers its events: a round lasts until all events are delivered. */
  static Completions delivered(Subject subject) throws IOException {
    return new Completions(subject, true);
  }

  /** For a server that has no events or does not deliver them. */
  static Completions alone(Subject subject) throws IOException {
    return new Completions(subject, false);
  }

  /** The result of a round. */
  record Measured(int requests, double rate, double cpuSecondsPer10k) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.0f/s %.2f CPU s per 10k", rate, cpuSecondsPer10k);
    }
  }

  /** Runs rounds that are not counted until the server has sent this number of responses. */
  void warmUp(int answers) throws IOException, InterruptedException {
    int answered = 0;
    while (answered < answers) {
      answered += measure().requests();
    }
  }

  /** Opens as many repairs as a round can complete. */
  private void topUp() {
    while (open.size() < REPAIRS_A_ROUND) {
      List<CompletableFuture<HttpResponse<String>>> answers =
          IntStream.range(0, CLIENTS).mapToObj(i -> openOne()).toList();
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        open.add(answer.join().headers().firstValue("Location").orElseThrow());
      }
    }
  }

  private CompletableFuture<HttpResponse<String>> openOne() {
    HttpRequest request =
        request("/repairs")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(NEW_REPAIR))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString());
  }

  /** Runs wrk for one second, and waits for the remaining work. */
  Measured measure() throws IOException, InterruptedException {
    topUp();
    Files.write(paths, open);
    Duration before = subject.cpu();
    Process wrk = wrk().redirectErrorStream(true).start();
    String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (wrk.waitFor() != 0 || said.contains("Non-2xx")) {
      throw new IllegalStateException(said);
    }
    if (delivers) {
      awaitDelivery();
    }
    double cpu = subject.cpu().minus(before).toMillis() / 1_000.0;
    int requests = (int) found(REQUESTS, said);
    int asked = requests + CLIENTS; // Includes those still in flight at the end.
    open.subList(0, Math.min(asked, open.size())).clear();
    return new Measured(requests, found(RATE, said), cpu / requests * 10_000);
  }

  private ProcessBuilder wrk() {
    return new ProcessBuilder(
        "wrk",
        "-t1",
        "-c" + CLIENTS,
        "-d1",
        "-s",
        script.toString(),
        subject.url(),
        paths.toString(),
        subject.token());
  }

  private void awaitDelivery() throws IOException, InterruptedException {
    HttpRequest backlog = request("/health/outbox").build();
    while (PENDING.matcher(http.send(backlog, BodyHandlers.ofString()).body()).find()) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(subject.url() + path))
        .header("Authorization", "Bearer " + subject.token());
  }

  private static double found(Pattern pattern, String said) {
    Matcher matcher = pattern.matcher(said);
    if (!matcher.find()) {
      throw new IllegalStateException(said);
    }
    return Double.parseDouble(matcher.group(1));
  }

  @Override
  public void close() {
    http.close();
    subject.close();
  }
}
