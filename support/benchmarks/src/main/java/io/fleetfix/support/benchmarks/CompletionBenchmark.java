package io.fleetfix.support.benchmarks;

import io.fleetfix.bootstrap.Main;
import io.fleetfix.support.benchmarks.Completions.Measured;
import io.fleetfix.testing.token.TokenIssuer;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures completions over HTTP, in memory, with wrk, in alternating rounds of two servers. Every
 * request completes another open repair, so each is a commit with an event.
 *
 * <ul>
 *   <li>Without an argument: compares the service with {@link BareEndpoint}. Relay and reactions
 *       run on the same cores, and their remaining work after a round is included.
 *   <li>{@code unrelayed}: the same without relay and reactions.
 *   <li>{@code guarded}: compares the service with authentication and rate limit to the service
 *       without them.
 * </ul>
 */
final class CompletionBenchmark {
  /** How often both are restarted: completed repairs stay in memory, and JIT results differ. */
  private static final int STARTS = 3;

  private static final int ROUNDS = 5;

  /** Responses of each server before the rounds, so that the JIT has compiled both. */
  private static final int WARM_UP = 80_000;

  private final PrintStream out = System.out;
  private final List<Double> rates = new ArrayList<>();
  private final List<Double> cpus = new ArrayList<>();

  private CompletionBenchmark() {}

  /** Starts one of the two servers. */
  @FunctionalInterface
  private interface Start {
    Completions start() throws Exception;
  }

  /** Requires wrk on the path. */
  public static void main(String[] args) throws Exception {
    CompletionBenchmark benchmark = new CompletionBenchmark();
    Start bare = () -> Completions.alone(Subject.start(BareEndpoint.class.getName()));
    Start service = () -> Completions.delivered(Subject.start(Main.class.getName()));
    switch (args.length == 0 ? "" : args[0]) {
      case "" -> benchmark.run(bare, service);
      case "unrelayed" ->
          benchmark.run(
              bare, () -> Completions.alone(Subject.start(UnrelayedWorkshop.class.getName())));
      case "guarded" -> {
        try (TokenIssuer issuer = new TokenIssuer()) {
          benchmark.run(service, () -> Completions.delivered(guarded(issuer)));
        }
      }
      default -> throw new IllegalArgumentException("Unknown comparison: " + args[0]);
    }
  }

  /** With a rate limit that is active but never reached. */
  private static Subject guarded(TokenIssuer issuer) throws Exception {
    Map<String, String> settings = new HashMap<>(issuer.settings());
    settings.put("FLEETFIX_RATE_LIMIT", "999999");
    return Subject.start(Main.class.getName(), settings, issuer.token());
  }

  private void run(Start baseline, Start measured) throws Exception {
    for (int start = 0; start < STARTS; start++) {
      try (Completions one = baseline.start();
          Completions other = measured.start()) {
        one.warmUp(WARM_UP);
        other.warmUp(WARM_UP);
        for (int round = 0; round < ROUNDS; round++) {
          compare(one.measure(), other.measure());
        }
      }
    }
    out.printf(Locale.ROOT, "median ratio: rate %.2f, CPU %.2f%n", median(rates), median(cpus));
  }

  private void compare(Measured baseline, Measured measured) {
    rates.add(measured.rate() / baseline.rate());
    cpus.add(measured.cpuSecondsPer10k() / baseline.cpuSecondsPer10k());
    out.printf("baseline %s, measured %s%n", baseline, measured);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
