package io.fleetfix.adapter.eventbridge;

import io.fleetfix.outbox.contracts.headofline.HeadOfLineContract;
import io.fleetfix.outbox.contracts.headofline.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Events that the bus never accepts, at the head of what the relay sends. */
class RelayBatchLineTest {
  @TempDir private Path folder;

  private Line lineWith(String code) throws IOException {
    return new RelayLine(Files.createTempDirectory(folder, "line"), code);
  }

  @Nested
  class BusFailsForThem implements HeadOfLineContract {
    @Override
    public Line newLine() throws IOException {
      return lineWith("InternalFailure");
    }
  }

  @Nested
  class BusIsTooBusyForThem implements HeadOfLineContract {
    @Override
    public Line newLine() throws IOException {
      return lineWith("ThrottlingException");
    }
  }

  @Nested
  class BusHasNoPermissionForThem implements HeadOfLineContract {
    @Override
    public Line newLine() throws IOException {
      return lineWith("NotAuthorizedForDetailTypeException");
    }
  }

  @Nested
  class BusRefusesThem implements HeadOfLineContract {
    @Override
    public Line newLine() throws IOException {
      return lineWith("MalformedDetail");
    }
  }
}
