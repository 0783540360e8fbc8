package io.fleetfix.support.benchmarks;

import io.fleetfix.support.localaws.DynamoDbLocal;
import io.fleetfix.support.localaws.eventbridge.BusLog;
import io.fleetfix.support.localaws.eventbridge.LocalEventBridge;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A backlog of ten thousand events, from the stream to the local EventBridge: the product against
 * {@link RawDrain}, in alternating rounds against one database process. What counts is the median
 * of the ratios.
 */
final class DrainBenchmark {
  private static final int ROUNDS = 5;

  private DrainBenchmark() {}

  private record Measured(double rate, double cpu) {}

  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    List<Double> rates = new ArrayList<>();
    List<Double> cpus = new ArrayList<>();
    List<Double> unbridledRates = new ArrayList<>();
    try (DynamoDbLocal local = DynamoDbLocal.inMemory()) {
      for (int round = 0; round <= ROUNDS; round++) {
        Measured raw = measure("raw", local);
        Measured product = measure("product", local);
        Measured unbridled = measure("unbridled", local);
        if (round > 0) { // the first one warms database and bus up
          rates.add(product.rate() / raw.rate());
          cpus.add(product.cpu() / raw.cpu());
          unbridledRates.add(product.rate() / unbridled.rate());
        }
        out.printf(
            Locale.ROOT,
            "round %d: raw %s, product %s, unbridled %s%n",
            round,
            raw,
            product,
            unbridled);
      }
    }
    out.printf(
        Locale.ROOT,
        "medians: rate %.2f, CPU %.2f; of the unbridled rate %.2f%n",
        OwnProcess.median(rates),
        OwnProcess.median(cpus),
        OwnProcess.median(unbridledRates));
  }

  private static Measured measure(String subject, DynamoDbLocal local)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile("fleetfix-drain", ".log");
    try (LocalEventBridge bus =
        LocalEventBridge.start(0, DrainRound.BUS, log, (rule, envelopes) -> {})) {
      List<Double> figures =
          OwnProcess.figures(
              DrainRound.class, subject, local.endpoint().toString(), bus.endpoint().toString());
      long accepted =
          BusLog.read(log).stream()
              .map(event -> event.detail().path("eventId").asText())
              .distinct()
              .count();
      if (accepted != DrainRound.WARM_UP + DrainRound.BACKLOG) {
        throw new IllegalStateException(subject + " has sent " + accepted + " events");
      }
      return new Measured(figures.get(0), figures.get(1));
    } finally {
      Files.delete(log);
      Files.delete(log.resolveSibling(log.getFileName() + ".delivered"));
    }
  }
}
