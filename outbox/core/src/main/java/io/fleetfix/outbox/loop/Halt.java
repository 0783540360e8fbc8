package io.fleetfix.outbox.loop;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;

/** Everything that it needs is allocated when the class is loaded, while there is memory. */
final class Halt {
  private static final byte[] LINE =
      ("Out of memory: the process ends with exit code " + ProcessEnd.EXIT_CODE + "\n")
          .getBytes(US_ASCII);

  private static final FileOutputStream STANDARD_ERROR = new FileOutputStream(FileDescriptor.err);

  private Halt() {}

  static void now() {
    try {
      STANDARD_ERROR.write(LINE);
    } catch (IOException closed) {
      // The exit code remains.
    } finally {
      Runtime.getRuntime().halt(ProcessEnd.EXIT_CODE);
    }
  }

  /** Loads all classes that are needed, so that their first use needs no memory. */
  static void prepare() {
    ProcessEnd.HALT.ifOutOfMemory(null);
  }
}
