package io.fleetfix.support.benchmarks;

import io.fleetfix.localaws.DynamoDbLocal;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the path from the commit to the bus on DynamoDB Local: compares the product with {@link
 * RawLoop} in alternating rounds against one database process. The result is the median of the
 * ratios.
 */
final class RelayBenchmark {
  private static final int ROUNDS = 5;

  private RelayBenchmark() {}

  private record Measured(double rate, double cpu, double lagMedian, double lag99) {}

  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    List<Double> rates = new ArrayList<>();
    List<Double> cpus = new ArrayList<>();
    List<Double> lags = new ArrayList<>();
    try (DynamoDbLocal local = DynamoDbLocal.inMemory()) {
      for (int round = 0; round <= ROUNDS; round++) {
        Measured raw = measure("raw", local);
        Measured product = measure("product", local);
        if (round > 0) { // The first round warms up the database.
          rates.add(product.rate() / raw.rate());
          cpus.add(product.cpu() / raw.cpu());
          lags.add(product.lag99());
        }
        out.printf(Locale.ROOT, "round %d: raw %s, product %s%n", round, raw, product);
      }
    }
    out.printf(
        Locale.ROOT,
        "median ratios: rate %.2f, CPU %.2f; median p99 lag %.0f ms%n",
        OwnProcess.median(rates),
        OwnProcess.median(cpus),
        OwnProcess.median(lags));
  }

  private static Measured measure(String subject, DynamoDbLocal local)
      throws IOException, InterruptedException {
    List<Double> figures =
        OwnProcess.figures(RelayRound.class, subject, local.endpoint().toString());
    return new Measured(figures.get(0), figures.get(1), figures.get(2), figures.get(3));
  }
}
