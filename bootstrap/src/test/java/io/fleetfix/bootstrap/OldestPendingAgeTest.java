package io.fleetfix.bootstrap;

import static io.fleetfix.application.fixture.Fixtures.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.fleetfix.adapter.inmemory.InMemoryDeliveryLedger;
import io.fleetfix.adapter.inmemory.InMemoryReceipts;
import io.fleetfix.adapter.inmemory.InMemoryRedeliveries;
import io.fleetfix.adapter.inmemory.InMemoryWorkshop;
import io.fleetfix.application.outbox.InspectOutbox;
import io.fleetfix.application.port.Backlog;
import io.fleetfix.application.port.DeliveryLedger.Delivery;
import io.fleetfix.application.port.StorageUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class OldestPendingAgeTest implements Backlog {
  private final Logger log = (Logger) LoggerFactory.getLogger(OldestPendingAge.LOG_NAME);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  private Size size = new Size(1, NOON.minusSeconds(61), 0);
  private boolean away;
  private boolean mine = true;
  private long nanos;

  private final OldestPendingAge step =
      new OldestPendingAge(
          "garage",
          new InspectOutbox(
              this,
              new InMemoryReceipts(),
              new InMemoryDeliveryLedger(new InMemoryWorkshop()),
              new InMemoryRedeliveries(),
              () -> NOON),
          () -> mine,
          () -> NOON,
          () -> nanos);

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(lines);
  }

  @Test
  void tellsOnceAMinuteInALineThatIsNothingElse() {
    step.take(Duration.ZERO);
    assertThat(lines.list).isEmpty();

    passMinute();
    step.take(Duration.ZERO);
    size = Size.NONE;
    passMinute();
    step.take(Duration.ZERO);

    assertThat(lines.list)
        .extracting(ILoggingEvent::getMessage)
        .satisfiesExactly(
            line -> assertThat(line).endsWith("\"Table\":\"garage\",\"OldestPendingAge\":61}"),
            line -> assertThat(line).endsWith("\"Table\":\"garage\",\"OldestPendingAge\":0}"));
    assertThat(log.isAdditive()).as("No other appender wraps it").isFalse();
  }

  @Test
  void leavesItToWhoseTurnItIs() {
    mine = false;
    passMinute();

    step.take(Duration.ZERO);

    assertThat(lines.list).isEmpty();
  }

  @Test
  void tellsNothingWhenNobodyKnows() {
    away = true;
    passMinute();

    assertThatThrownBy(() -> step.take(Duration.ZERO)).isInstanceOf(StorageUnavailable.class);

    assertThat(lines.list).isEmpty();
  }

  private void passMinute() {
    nanos += Duration.ofMinutes(1).toNanos();
  }

  @Override
  public List<Delivery> due(Instant until, int limit) {
    return List.of();
  }

  @Override
  public Size size() {
    if (away) {
      throw new StorageUnavailable(new IllegalStateException("Down"));
    }
    return size;
  }
}
