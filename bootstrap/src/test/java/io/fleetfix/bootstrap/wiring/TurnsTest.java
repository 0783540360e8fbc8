package io.fleetfix.bootstrap.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.util.Modules;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.Backgrounds;
import io.fleetfix.bootstrap.run.Leadership;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.dynamodb.relaytable.DynamoDbLeadership;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.loop.SupervisedLoop;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.regions.Region;

/** Two instances of the service share the upkeep of one table, in virtual time. */
@ExtendWith(DynamoDbLocalExtension.class)
class TurnsTest {
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration TICK = Duration.ofSeconds(10);
  private static final OutboxTable TABLE = new OutboxTable("workshop");

  private final DynamoDbConnection connection;
  private final AtomicLong time = new AtomicLong();
  private final Instance one;
  private final Instance other;

  TurnsTest(DynamoDbLocal local) {
    connection =
        DynamoDbConnection.to(local.endpoint(), Region.EU_CENTRAL_1, DynamoDbLocal.freshDatabase());
    TABLE.createIfMissing(connection.tables());
    one = new Instance();
    other = new Instance();
  }

  @AfterEach
  void close() {
    connection.close();
  }

  @Test
  void whoseSweepLoopStandsStillLosesTheSweepersTurnThoughItReconciles() {
    run(Duration.ofMinutes(5), one.sweep, one.reconcile, other.sweep, other.reconcile);
    assertThat(one.sweeps).isGreaterThan(5);
    assertThat(other.sweeps).isZero();
    int before = one.reconciles;

    run(LEASE.plusMinutes(2), one.reconcile, other.sweep, other.reconcile);

    assertThat(other.sweeps).isPositive();
    assertThat(one.reconciles).as("it keeps this turn").isGreaterThan(before);
    assertThat(other.reconciles).isZero();
  }

  @Test
  void whoseSweepsAlwaysFailLosesTheTurnToo() {
    run(Duration.ofMinutes(1), one.sweep, other.sweep);
    assertThat(one.sweeps).isPositive();
    one.broken = true;

    run(Duration.ofMinutes(10), one.sweep, other.sweep);

    assertThat(other.sweeps).isGreaterThan(5);
  }

  /** Lets time pass, and each loop take its steps when they are due. */
  private void run(Duration length, Schedule... loops) {
    long end = time.get() + length.toNanos();
    for (Schedule loop : loops) {
      loop.dueAt = Math.max(loop.dueAt, time.get());
    }
    while (time.get() < end) {
      for (Schedule loop : loops) {
        loop.takeWhatIsDue();
      }
      time.addAndGet(TICK.toNanos());
    }
  }

  private final class Schedule {
    private final SupervisedLoop loop;
    private long dueAt;

    Schedule(SupervisedLoop loop) {
      this.loop = loop;
    }

    void takeWhatIsDue() {
      while (dueAt <= time.get()) {
        dueAt = time.get() + loop.attempt().toNanos();
      }
    }
  }

  /** Its store is in memory; what it shares with the other one are the turns. */
  private final class Instance extends AbstractModule implements Leadership {
    private final Leadership turns =
        new DynamoDbTurns(work -> DynamoDbLeadership.of(connection, TABLE, work, LEASE, time::get));
    private final Schedule sweep;
    private final Schedule reconcile;
    private int sweeps;
    private int reconciles;
    private boolean broken;

    Instance() {
      List<SupervisedLoop> loops =
          Guice.createInjector(
                  Modules.override(
                          Wiring.memory(WorkshopConfig.of(Map.of("FLEETFIX_HTTP_PORT", "0"))))
                      .with(this))
              .getInstance(Backgrounds.class)
              .loops();
      sweep = schedule(loops, "sweep");
      reconcile = schedule(loops, "reconcile");
    }

    private Schedule schedule(List<SupervisedLoop> loops, String name) {
      return new Schedule(
          loops.stream().filter(loop -> loop.name().equals(name)).findAny().orElseThrow());
    }

    @Override
    protected void configure() {
      bind(Leadership.class).toInstance(this);
      bind(Supervision.class).toInstance(new Supervision(time::get, () -> {}));
      bind(InstantSource.class).toInstance(this::now);
    }

    private Instant now() {
      if (broken) {
        throw new NoClassDefFoundError("expected by this test");
      }
      return Instant.EPOCH.plusNanos(time.get());
    }

    @Override
    public boolean isMine(Work work) {
      boolean mine = turns.isMine(work);
      if (mine && work == Work.SWEEP) {
        sweeps++;
      } else if (mine) {
        reconciles++;
      }
      return mine;
    }

    @Override
    public void release(Work work) {
      turns.release(work);
    }
  }
}
