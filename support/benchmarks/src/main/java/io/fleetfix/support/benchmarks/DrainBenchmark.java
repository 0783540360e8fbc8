package io.fleetfix.support.benchmarks;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.localaws.eventbridge.BusLog;
import io.fleetfix.localaws.eventbridge.LocalEventBridge;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Measures how fast a backlog gets from the stream to the local EventBridge: compares the product
 * with {@link RawDrain} in alternating rounds over the same stream. The result is the median of the
 * ratios.
 */
final class DrainBenchmark {
  private static final int ROUNDS = 5;

  private final StaticCredentialsProvider credentials = DynamoDbLocal.freshDatabase();
  private final DynamoDbLocal local;

  private DrainBenchmark(DynamoDbLocal local) {
    this.local = local;
  }

  private record Measured(double rate, double cpu) {}

  public static void main(String[] args) throws Exception {
    try (DynamoDbLocal local = DynamoDbLocal.inMemory()) {
      new DrainBenchmark(local).run(System.out);
    }
  }

  private void run(PrintStream out) throws IOException, InterruptedException {
    List<Double> rates = new ArrayList<>();
    List<Double> cpus = new ArrayList<>();
    List<Double> unthrottledRates = new ArrayList<>();
    try (DynamoDbConnection connection =
        DynamoDbConnection.to(local.endpoint(), Region.EU_CENTRAL_1, credentials)) {
      DrainRound.TABLE.createIfMissing(connection.tables());
      new Backlog(connection, DrainRound.TABLE).fill();
      for (int round = 0; round <= ROUNDS; round++) {
        Measured raw = measure("raw");
        Measured product = measure("product");
        Measured unthrottled = measure("unthrottled");
        forgetCheckpoints(connection.tables());
        if (round > 0) { // The first round warms up database and bus.
          rates.add(product.rate() / raw.rate());
          cpus.add(product.cpu() / raw.cpu());
          unthrottledRates.add(product.rate() / unthrottled.rate());
        }
        out.printf(
            Locale.ROOT,
            "round %d: raw %s, product %s, unthrottled %s%n",
            round,
            raw,
            product,
            unthrottled);
      }
    }
    out.printf(
        Locale.ROOT,
        "median ratios: rate %.2f, CPU %.2f; rate compared with unthrottled %.2f%n",
        OwnProcess.median(rates),
        OwnProcess.median(cpus),
        OwnProcess.median(unthrottledRates));
  }

  /** Makes the next round of the product start at the beginning of the stream. */
  private static void forgetCheckpoints(DynamoDbClient client) {
    String relay = DrainRound.TABLE.relayName();
    client.deleteTable(request -> request.tableName(relay));
    client.waiter().waitUntilTableNotExists(request -> request.tableName(relay));
    DrainRound.TABLE.createIfMissing(client);
  }

  private Measured measure(String subject) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("fleetfix-drain");
    Path log = folder.resolve("bus.log");
    try (LocalEventBridge bus =
        LocalEventBridge.start(0, DrainRound.BUS, List.of(), log, (rule, envelopes) -> {})) {
      List<Double> figures =
          OwnProcess.figures(
              DrainRound.class,
              subject,
              credentials.resolveCredentials().accessKeyId(),
              local.endpoint().toString(),
              bus.endpoint().toString());
      long accepted =
          BusLog.read(log).stream()
              .map(event -> event.detail().path("eventId").asText())
              .distinct()
              .count();
      if (accepted != Backlog.WARM_UP + Backlog.MEASURED) {
        throw new IllegalStateException(subject + " has sent " + accepted + " events");
      }
      return new Measured(figures.get(0), figures.get(1));
    } finally {
      for (String file : List.of("bus.log", "bus.log.delivered", "")) {
        Files.deleteIfExists(folder.resolve(file));
      }
    }
  }
}
