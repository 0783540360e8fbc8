package io.fleetfix.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run at a time, with all its processes. */
class DataFolderTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private Path path;
  private Process child;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    path = folder.resolve("data");
    child = new ProcessBuilder("sleep", "600").start();
  }

  @AfterEach
  void stop() {
    child.destroyForcibly();
  }

  /** A lock is a process's, so the run is another one. */
  @Test
  void aRunKeepsTheFolderUntilItIsKilled() throws Exception {
    Process run = FolderUser.start(path);
    try {
      assertThatExceptionOfType(DataFolder.InUse.class)
          .isThrownBy(() -> DataFolder.take(path, Duration.ZERO))
          .withMessage("the data folder " + path + " is in use by process " + run.pid());
      CompletableFuture<DataFolder> next =
          CompletableFuture.supplyAsync(() -> DataFolder.take(path, LONG));

      run.destroyForcibly();

      next.get(LONG.toSeconds(), TimeUnit.SECONDS).close();
    } finally {
      run.destroyForcibly();
    }
  }

  @Test
  void aChildThatOutlivesItsRunKeepsTheFolder() {
    leaveBehind(child);

    assertThatExceptionOfType(DataFolder.InUse.class)
        .isThrownBy(() -> DataFolder.take(path, Duration.ZERO))
        .withMessageContaining("is in use by process " + child.pid());
  }

  @Test
  void whoComesNextWaitsForTheChildren() throws Exception {
    leaveBehind(child);
    CompletableFuture<DataFolder> next =
        CompletableFuture.supplyAsync(() -> DataFolder.take(path, LONG));

    child.destroyForcibly().waitFor();

    next.get(LONG.toSeconds(), TimeUnit.SECONDS).close();
  }

  @Test
  void whoWasRefusedKeepsNothing() throws Exception {
    leaveBehind(child);
    assertThatExceptionOfType(DataFolder.InUse.class)
        .isThrownBy(() -> DataFolder.take(path, Duration.ZERO));

    child.destroyForcibly().waitFor();

    DataFolder.take(path, Duration.ZERO).close();
  }

  /** A number is given out again; what counts is who had it. */
  @Test
  void nobodyWaitsForAStrangerWithAChildsNumber() throws Exception {
    leaveBehind(child);
    Files.writeString(path.resolve("children"), child.pid() + " 2001-01-01T00:00:00Z\n");

    DataFolder.take(path, Duration.ZERO).close();

    assertThat(child.isAlive()).isTrue();
  }

  private void leaveBehind(Process process) {
    try (DataFolder folder = DataFolder.take(path, Duration.ZERO)) {
      folder.children(List.of(process.toHandle()));
    }
  }
}
