package io.fleetfix.localaws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A process that locks a folder until it is killed. */
final class FolderUser {
  private FolderUser() {}

  /** Returns when the process has locked the folder. */
  static Process start(Path folder) throws IOException {
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    FolderUser.class.getName(),
                    folder.toString()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    assertThat(out.readLine()).isEqualTo(folder.toString());
    return process;
  }

  @SuppressWarnings("SystemOut") // shows the parent that the folder is locked
  public static void main(String[] arguments) throws IOException {
    try (DataFolder folder = DataFolder.take(Path.of(arguments[0]), Duration.ZERO)) {
      System.out.println(folder.path());
      System.in.transferTo(System.out); // until it is killed
    }
  }
}
