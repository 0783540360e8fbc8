package io.fleetfix.support.benchmarks;

import io.fleetfix.bootstrap.Main;
import java.io.IOException;
import java.io.PrintStream;
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

/**
 * Completion over HTTP in memory against {@link BareEndpoint}, under wrk, in alternating rounds.
 * Every request completes another open repair, so each is a commit with its event; relay, invoicing
 * and front desk work on the same two cores meanwhile, and what they have left to do when the round
 * ends is counted too.
 */
final class CompletionBenchmark {
  /** How often both are started anew: what is completed stays in memory, and compilers differ. */
  private static final int STARTS = 3;

  private static final int ROUNDS = 5;

  /** Answers each of the two gives before the rounds, so that both are compiled. */
  private static final int WARM_UP = 50_000;

  /** More than wrk can ask for in a round of a second. */
  private static final int REPAIRS_A_ROUND = 20_000;

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

  /** The paths of repairs that are not completed yet, oldest first. */
  private final List<String> open = new ArrayList<>();

  private final PrintStream out = System.out;

  private CompletionBenchmark() throws IOException {
    try (var completions = CompletionBenchmark.class.getResourceAsStream("/completions.lua")) {
      Files.write(script, Objects.requireNonNull(completions).readAllBytes());
    }
  }

  private record Measured(int requests, double rate, double cpuSecondsPer10k) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%.0f/s %.2f CPU s per 10k", rate, cpuSecondsPer10k);
    }
  }

  /** Needs wrk on the path. */
  public static void main(String[] args) throws Exception {
    new CompletionBenchmark().run();
  }

  private void run() throws Exception {
    List<Double> rates = new ArrayList<>();
    List<Double> cpus = new ArrayList<>();
    for (int start = 0; start < STARTS; start++) {
      try (Subject bare = Subject.start(BareEndpoint.class.getName());
          Subject service = Subject.start(Main.class.getName())) {
        open.clear();
        topUp(service);
        warmUp(bare);
        warmUp(service);
        open.clear();
        for (int round = 0; round < ROUNDS; round++) {
          topUp(service);
          Measured yardstick = measure(bare);
          Measured measured = measure(service);
          int asked = measured.requests() + CLIENTS; // with those still under way at the end
          open.subList(0, Math.min(asked, open.size())).clear();
          rates.add(measured.rate() / yardstick.rate());
          cpus.add(measured.cpuSecondsPer10k() / yardstick.cpuSecondsPer10k());
          out.printf("%d.%d: bare %s, service %s%n", start, round, yardstick, measured);
        }
      }
    }
    out.printf(Locale.ROOT, "median ratio: rate %.2f, CPU %.2f%n", median(rates), median(cpus));
  }

  private void warmUp(Subject subject) throws IOException, InterruptedException {
    int answered = 0;
    while (answered < WARM_UP) {
      answered += measure(subject).requests();
    }
  }

  /** Opens as many repairs as a round can complete, and has wrk know of them. */
  private void topUp(Subject service) throws IOException {
    while (open.size() < REPAIRS_A_ROUND) {
      List<CompletableFuture<HttpResponse<String>>> answers =
          IntStream.range(0, CLIENTS).mapToObj(i -> openOne(service)).toList();
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        open.add(answer.join().headers().firstValue("Location").orElseThrow());
      }
    }
    Files.write(paths, open);
  }

  private CompletableFuture<HttpResponse<String>> openOne(Subject service) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(service.url() + "/repairs"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(NEW_REPAIR))
            .build();
    return http.sendAsync(request, BodyHandlers.ofString());
  }

  /** One round of wrk, a second long, and what is left to do after it. */
  private Measured measure(Subject subject) throws IOException, InterruptedException {
    Duration before = subject.cpu();
    Process wrk =
        new ProcessBuilder(
                "wrk",
                "-t1",
                "-c" + CLIENTS,
                "-d1",
                "-s",
                script.toString(),
                subject.url(),
                paths.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (wrk.waitFor() != 0 || said.contains("Non-2xx")) {
      throw new IllegalStateException(said);
    }
    awaitDelivery(subject);
    double cpu = subject.cpu().minus(before).toMillis() / 1_000.0;
    int requests = (int) found(REQUESTS, said);
    return new Measured(requests, found(RATE, said), cpu / requests * 10_000);
  }

  /** The bare endpoint has no such page, hence nothing pending. */
  private void awaitDelivery(Subject subject) throws IOException, InterruptedException {
    HttpRequest backlog =
        HttpRequest.newBuilder(URI.create(subject.url() + "/health/outbox")).build();
    while (PENDING.matcher(http.send(backlog, BodyHandlers.ofString()).body()).find()) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private static double found(Pattern pattern, String said) {
    Matcher matcher = pattern.matcher(said);
    if (!matcher.find()) {
      throw new IllegalStateException(said);
    }
    return Double.parseDouble(matcher.group(1));
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
