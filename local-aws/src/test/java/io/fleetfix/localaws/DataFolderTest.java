package io.fleetfix.localaws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

  @Test
  void keepsOtherUsersOutOfWhatEarlierRunsHaveLeft() throws Exception {
    recordAsChild(child);
    child.destroyForcibly().waitFor();
    Path subfolder = Files.createDirectory(path.resolve("dynamodb"));
    Path data = subfolder.resolve("data.db");
    Files.writeString(data, "ada@example.com");
    Path target = Files.writeString(path.resolveSibling("elsewhere"), "");
    Files.createSymbolicLink(path.resolve("link"), target);
    rights("rwxr-xr-x", path, subfolder);
    rights("rw-r--r--", data, target, path.resolve("lock"), path.resolve("children"));

    try (DataFolder folder = DataFolder.take(path, Duration.ZERO)) {
      assertThat(folder.isOwnerOnly()).isTrue();
    }

    assertThat(rights(path)).isEqualTo("rwx------");
    assertThat(rights(subfolder)).isEqualTo("rwx------");
    assertThat(
            Stream.of(data, path.resolve("lock"), path.resolve("children"), path.resolve("owner")))
        .extracting(DataFolderTest::rights)
        .containsOnly("rw-------");
    assertThat(rights(target)).isEqualTo("rw-r--r--");
  }

  @Test
  void restrictsAnEmptyFolder() throws Exception {
    Files.createDirectory(path);
    rights("rwxrwxrwx", path);

    DataFolder.take(path, Duration.ZERO).close();

    assertThat(rights(path)).isEqualTo("rwx------");
  }

  /** The rights of a home folder are not for a local run to change. */
  @Test
  void leavesAFolderWithOtherContentsAsItIs() throws Exception {
    Files.createDirectory(path);
    Files.writeString(path.resolve("letter"), "Dear Ada");
    rights("rwxr-xr-x", path);

    assertThatExceptionOfType(DataFolder.Exposed.class)
        .isThrownBy(() -> DataFolder.take(path, Duration.ZERO))
        .withMessage(
            "other users can read the data folder "
                + path
                + ", which holds files that no local run has left there");
    assertThat(rights(path)).isEqualTo("rwxr-xr-x");
    assertThat(path.resolve("lock")).doesNotExist();

    rights("rwx------", path);
    DataFolder.take(path, Duration.ZERO).close();
  }

  private static void rights(String rights, Path... paths) throws IOException {
    for (Path each : paths) {
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString(rights));
    }
  }

  private static String rights(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void recordAsChild(Process process) {
    try (DataFolder folder = DataFolder.take(path, Duration.ZERO)) {
      folder.children(List.of(process.toHandle()));
    }
  }
}
