package io.fleetfix.bootstrap.wiring;

import io.fleetfix.bootstrap.run.Leadership;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbLeadership;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A lease for each kind of work, because one lease would be renewed by work that goes on. */
final class DynamoDbTurns implements Leadership, AutoCloseable {
  private final Map<Work, DynamoDbLeadership> leases;

  /**
   * Acquires no lease yet.
   *
   * @param lease creates the lease of the work with this name
   */
  DynamoDbTurns(Function<String, DynamoDbLeadership> lease) {
    this.leases =
        Arrays.stream(Work.values())
            .collect(Collectors.toMap(work -> work, work -> lease.apply(name(work))));
  }

  private static String name(Work work) {
    return switch (work) {
      case SWEEP -> DynamoDbLeadership.SWEEPER;
      case RECONCILE -> DynamoDbLeadership.RECONCILER;
      case REPORT -> "REPORTER";
    };
  }

  @Override
  public boolean isMine(Work work) {
    return of(work).isMine();
  }

  @Override
  public void release(Work work) {
    of(work).release();
  }

  private DynamoDbLeadership of(Work work) {
    return Objects.requireNonNull(leases.get(work));
  }

  @Override
  public void close() {
    leases.values().forEach(DynamoDbLeadership::close);
  }
}
