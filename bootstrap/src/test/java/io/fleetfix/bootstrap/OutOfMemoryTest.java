package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.bootstrap.ExhaustedWorkshop.Place;
import io.fleetfix.outbox.loop.ProcessEnd;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real processes run out of memory, without {@code -XX:+ExitOnOutOfMemoryError}. */
class OutOfMemoryTest {
  private static final Map<String, String> SMALL_HEAP = Map.of("JDK_JAVA_OPTIONS", "-Xmx64m");

  @ParameterizedTest
  @EnumSource
  void endsTheProcessWhereverItHappens(Place place, @TempDir Path folder) throws Exception {
    Path log = folder.resolve("log");
    FleetFixProcess service =
        FleetFixProcess.start(
            FleetFixProcess.builder(
                ExhaustedWorkshop.class, List.of(place.name()), SMALL_HEAP, log),
            log);
    try {
      exhaust(service.process());
      if (place != Place.EVERYWHERE) {
        use(service.workshop());
      }

      eventually(() -> assertThat(service.process().isAlive()).isFalse());

      assertThat(service.process().exitValue()).isEqualTo(ProcessEnd.EXIT_CODE);
      assertThat(Files.readString(log, StandardCharsets.UTF_8))
          .contains("Out of memory: the process ends with exit code 3");
    } finally {
      service.kill();
    }
  }

  private static void exhaust(Process process) throws IOException {
    OutputStream in = process.getOutputStream();
    in.write('\n');
    in.flush();
  }

  /** Reaches all places. */
  private static void use(WorkshopClient workshop) throws Exception {
    try {
      workshop.complete(workshop.open());
      workshop.text("/outbox/dead-letters");
    } catch (IOException gone) {
      // The process has ended.
    }
  }
}
