package io.fleetfix.outbox.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.FileBus.Answer;
import io.fleetfix.outbox.event.EventId;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.EventBus.NotAccepted.Cause;
import io.fleetfix.outbox.port.OutboxEntry;
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
  void mayAcceptAnEntryAndStillReportAFailure() throws Exception {
    OutboxEntry entry = Parcels.entry();
    bus.misbehave(any -> Answer.ACCEPT_THEN_FAIL);

    assertThat(bus.publish(List.of(entry)))
        .singleElement()
        .satisfies(failed -> assertThat(failed.cause()).isEqualTo(Cause.UNAVAILABLE));

    assertThat(FileBus.delivered(file)).containsExactly(entry.eventId());
  }

  @Test
  void ignoresAnIncompleteLine() throws Exception {
    OutboxEntry entry = Parcels.entry();
    bus.publish(List.of(entry));
    Files.writeString(file, "0f3a", StandardOpenOption.APPEND);

    assertThat(FileBus.delivered(file)).containsExactly(entry.eventId());
  }
}
