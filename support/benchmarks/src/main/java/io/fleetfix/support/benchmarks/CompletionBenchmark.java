package io.fleetfix.support.benchmarks;

import io.fleetfix.bootstrap.Main;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Completion over HTTP in memory against {@link BareEndpoint}, under wrk, in alternating rounds.
 * Every request completes another open repair, so each is a commit with its event; relay, invoicing
 * and front desk work on the same two cores meanwhile. With the argument {@code guarded}: the
 * service that asks for tokens and counts callers against the service that does neither.
 */
final class CompletionBenchmark {
  private static final String GUARDED = "guarded";

  private static final int ROUNDS = 6;

  /** More than wrk can ask for in a round of a second. */
  private static final int REPAIRS_A_ROUND = 16_000;

  private static final int CLIENTS = 16;
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in");
  private static final String NEW_REPAIR =
      """
      {"vehicle":{"registration":"B-FF 123","make":"VW","model":"Golf"},\
      "customer":{"name":"Ada Example","email":"ada@example.com"},"complaint":"Brakes squeal"}\
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder = Files.createTempDirectory("fleetfix-benchmark");
  private final PrintStream out = System.out;

  private CompletionBenchmark() throws IOException {}

  private record Measured(double rate, double cpuSecondsPer10k) {}

  /** Needs wrk on the path. */
  public static void main(String[] args) throws Exception {
    CompletionBenchmark benchmark = new CompletionBenchmark();
    if (List.of(args).equals(List.of(GUARDED))) {
      benchmark.runGuarded();
    } else {
      benchmark.run();
    }
  }

  private void run() throws Exception {
    try (Subject bare = Subject.start(BareEndpoint.class.getName());
        Subject service = Subject.start(Main.class.getName())) {
      compare(bare, service, false);
    }
  }

  private void runGuarded() throws Exception {
    try (BenchmarkIssuer issuer = BenchmarkIssuer.start();
        Subject open = Subject.start(Main.class.getName());
        Subject guarded =
            Subject.start(Main.class.getName(), issuer.settings(), issuer.token("front desk"))) {
      compare(open, guarded, true);
    }
  }

  /** Alternates; a yardstick that really completes something needs repairs of its own for it. */
  private void compare(Subject bare, Subject service, boolean withRepairs) throws Exception {
    List<Double> rates = new ArrayList<>();
    List<Double> cpus = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      Path ids = open(service);
      Measured yardstick = measure(bare, withRepairs ? open(bare) : ids);
      Measured measured = measure(service, ids);
      if (round > 0) { // the first warms up
        rates.add(measured.rate() / yardstick.rate());
        cpus.add(measured.cpuSecondsPer10k() / yardstick.cpuSecondsPer10k());
      }
      out.printf(
          Locale.ROOT,
          "round %d: yardstick %.0f/s %.2f CPU s per 10k, service %.0f/s %.2f CPU s per 10k%n",
          round,
          yardstick.rate(),
          yardstick.cpuSecondsPer10k(),
          measured.rate(),
          measured.cpuSecondsPer10k());
    }
    out.printf(Locale.ROOT, "median ratio: rate %.2f, CPU %.2f%n", median(rates), median(cpus));
  }

  /** Opens repairs for one round; their ids in a file for wrk to read. */
  private Path open(Subject service) throws IOException {
    List<String> ids = new ArrayList<>();
    while (ids.size() < REPAIRS_A_ROUND) {
      List<CompletableFuture<HttpResponse<String>>> answers =
          IntStream.range(0, CLIENTS).mapToObj(i -> openOne(service)).toList();
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        ids.add(answer.join().headers().firstValue("Location").orElseThrow());
      }
    }
    return Files.write(Files.createTempFile(folder, "repairs", ""), ids);
  }

  private CompletableFuture<HttpResponse<String>> openOne(Subject service) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(service.url() + "/repairs"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(NEW_REPAIR));
    if (!service.token().isEmpty()) {
      request.header("Authorization", "Bearer " + service.token());
    }
    return http.sendAsync(request.build(), BodyHandlers.ofString());
  }

  /** One round of wrk, a second long. */
  private Measured measure(Subject subject, Path ids) throws IOException, InterruptedException {
    Path script = script();
    Duration before = subject.cpu();
    List<String> command =
        new ArrayList<>(List.of("wrk", "-t1", "-c" + CLIENTS, "-d1", "-s", script.toString()));
    command.addAll(List.of(subject.url(), ids.toString()));
    if (!subject.token().isEmpty()) {
      command.add(subject.token());
    }
    Process wrk = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (wrk.waitFor() != 0 || said.contains("Non-2xx")) {
      throw new IllegalStateException(said);
    }
    double cpu = subject.cpu().minus(before).toMillis() / 1_000.0;
    return new Measured(found(RATE, said), cpu / found(REQUESTS, said) * 10_000);
  }

  private Path script() {
    try (var script = CompletionBenchmark.class.getResourceAsStream("/completions.lua")) {
      Path copy = folder.resolve("completions.lua");
      Files.write(copy, Objects.requireNonNull(script).readAllBytes());
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
