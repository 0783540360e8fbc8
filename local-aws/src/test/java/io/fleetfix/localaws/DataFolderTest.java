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

/** Only one run, with all of its processes, uses a folder at a time. */
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

  /** A lock belongs to a process, so the run is a process of its own. */
  @Test
  void aRunLocksTheFolderUntilItIsKilled() throws Exception {
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
  void aChildThatOutlivesItsRunLocksTheFolder() {
    recordAsChild(child);

    assertThatExceptionOfType(DataFolder.InUse.class)
        .isThrownBy(() -> DataFolder.take(path, Duration.ZERO))
        .withMessageContaining("is in use by process " + child.pid());
  }

  @Test
  void theNextRunWaitsForTheChildren() throws Exception {
    recordAsChild(child);
    CompletableFuture<DataFolder> next =
        CompletableFuture.supplyAsync(() -> DataFolder.take(path, LONG));

    child.destroyForcibly().waitFor();

    next.get(LONG.toSeconds(), TimeUnit.SECONDS).close();
  }

  @Test
  void aRefusedRunLeavesTheFolderUnlocked() throws Exception {
    recordAsChild(child);
    assertThatExceptionOfType(DataFolder.InUse.class)
        .isThrownBy(() -> DataFolder.take(path, Duration.ZERO));

    child.destroyForcibly().waitFor();

    DataFolder.take(path, Duration.ZERO).close();
  }

  /** Process ids are reused: the start time tells processes apart. */
  @Test
  void anUnrelatedProcessWithAReusedIdIsNotWaitedFor() throws Exception {
    recordAsChild(child);
    Files.writeString(path.resolve("children"), child.pid() + " 2001-01-01T00:00:00Z\n");

    DataFolder.take(path, Duration.ZERO).close();

    assertThat(child.isAlive()).isTrue();
  }

  private void recordAsChild(Process process) {
    try (DataFolder folder = DataFolder.take(path, Duration.ZERO)) {
      folder.children(List.of(process.toHandle()));
    }
  }
}
