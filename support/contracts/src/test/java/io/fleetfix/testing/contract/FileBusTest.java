package io.fleetfix.testing.contract;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.aRepairId;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.EventBus;
import io.fleetfix.application.port.EventBus.NotAccepted.Cause;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.domain.EventId;
import io.fleetfix.domain.RepairCompleted;
import io.fleetfix.domain.Version;
import io.fleetfix.testing.contract.FileBus.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBusTest implements EventBusContract {
  private final Path file;
  private final FileBus bus;

  FileBusTest(@TempDir Path folder) {
    file = folder.resolve("bus");
    bus = FileBus.in(file);
  }

  @AfterEach
  void close() throws IOException {
    bus.close();
  }

  @Override
  public BusUnderTest busUnderTest() {
    return new BusUnderTest() {
      @Override
      public EventBus bus() {
        return bus;
      }

      @Override
      public List<EventId> delivered() throws IOException {
        return FileBus.delivered(file);
      }

      @Override
      public void refuse(EventId... entries) {
        List<EventId> refused = List.of(entries);
        bus.misbehave(entry -> refused.contains(entry.eventId()) ? Answer.REFUSE : Answer.ACCEPT);
      }

      @Override
      public void breakDown() {
        bus.misbehave(entry -> Answer.THROTTLE);
      }
    };
  }

  @Test
  void mayHaveTakenWhatItFailsToAnswerFor() throws Exception {
    OutboxEntry entry = entry();
    bus.misbehave(any -> Answer.ACCEPT_THEN_FAIL);

    assertThat(bus.publish(List.of(entry)))
        .singleElement()
        .satisfies(failed -> assertThat(failed.cause()).isEqualTo(Cause.UNAVAILABLE));

    assertThat(FileBus.delivered(file)).containsExactly(entry.eventId());
  }

  @Test
  void leavesOutALineThatIsNotWhole() throws Exception {
    OutboxEntry entry = entry();
    bus.publish(List.of(entry));
    Files.writeString(file, "0f3a", StandardOpenOption.APPEND);

    assertThat(FileBus.delivered(file)).containsExactly(entry.eventId());
  }

  private static OutboxEntry entry() {
    return OutboxEntry.of(new RepairCompleted(aRepairId(), new Version(2), NOON));
  }
}
