package io.fleetfix.support.benchmarks;

import io.fleetfix.domain.repair.Repair;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.dynamodb.DynamoDbUnitOfWork;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.Change;
import java.io.PrintStream;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import software.amazon.awssdk.regions.Region;

/**
 * One round of one subject, in a process and a database of its own: warms up, completes repairs as
 * fast as possible, then at half that rate. Prints rate, CPU, and the lag at half load.
 */
final class RelayRound {
  private static final OutboxTable TABLE = new OutboxTable("workshop");
  private static final int WARM_UP = 500;
  private static final int FLAT_OUT = 1_500;
  private static final int HALF_LOAD = 700;

  private RelayRound() {}

  /** Arguments: {@code product} or {@code raw}, and the endpoint of DynamoDB Local. */
  public static void main(String[] args) throws Exception {
    PrintStream out = System.out;
    RandomGenerator random = new SecureRandom();
    try (DynamoDbConnection connection =
        DynamoDbConnection.to(
            URI.create(args[1]), Region.EU_CENTRAL_1, DynamoDbLocal.freshDatabase())) {
      TABLE.createIfMissing(connection.tables());
      RelaySubject subject =
          args[0].equals("raw")
              ? new RawLoop(connection, TABLE.name())
              : new ProductRelay(connection, TABLE, random);
      new RelayLoad(subject).run(opened(connection, random, WARM_UP), 0);
      RelayLoad.Result full = new RelayLoad(subject).run(opened(connection, random, FLAT_OUT), 0);
      RelayLoad.Result half =
          new RelayLoad(subject).run(opened(connection, random, HALF_LOAD), full.rate() / 2);
      out.printf(
          Locale.ROOT,
          "%.1f %.3f %.1f %.1f%n",
          full.rate(),
          full.cpu(),
          half.lag(0.5),
          half.lag(0.99));
    }
  }

  private static List<String> opened(
      DynamoDbConnection connection, RandomGenerator random, int count) {
    DynamoDbUnitOfWork unitOfWork = new Product(connection, TABLE).unitOfWork(random);
    return IntStream.range(0, count)
        .parallel()
        .mapToObj(
            i -> {
              Change<Repair> opened = Backlog.opened(random);
              unitOfWork.commit(opened);
              return opened.state().id().value();
            })
        .toList();
  }
}
