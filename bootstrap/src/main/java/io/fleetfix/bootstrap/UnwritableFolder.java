package io.fleetfix.bootstrap;

import io.fleetfix.bootstrap.config.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A local run can't write to its data folder. */
final class UnwritableFolder extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private UnwritableFolder(Path folder) {
    super(
        "Can't write to the data folder %s. Set %s to a folder that you can write to."
            .formatted(folder, Settings.LOCAL_DATA.name()));
  }

  /** Creates the folder if it is missing. */
  static void check(Path folder) {
    Path path = folder.toAbsolutePath();
    try {
      Files.createDirectories(path);
    } catch (IOException e) {
      throw new UnwritableFolder(path);
    }
    if (!Files.isWritable(path)) {
      throw new UnwritableFolder(path);
    }
  }
}
