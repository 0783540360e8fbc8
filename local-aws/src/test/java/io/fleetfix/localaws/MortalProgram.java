package io.fleetfix.localaws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A program that runs until it is killed, or dies at its start if its folder says so. */
final class MortalProgram {
  private static final String NAME = "The mortal program";

  private MortalProgram() {}

  static JavaProgram in(Path folder) {
    return in(folder, Map.of("MORTAL", "variable"));
  }

  static JavaProgram in(Path folder, Map<String, String> environment) {
    return new JavaProgram(
        NAME,
        System.getProperty("java.class.path"),
        List.of("-Xmx16m", MortalProgram.class.getName(), folder.toString(), "second argument"),
        environment,
        () -> Files.exists(folder.resolve("ready")),
        ChildOutput.keptIn(folder.resolve("output")));
  }

  /** From its next start on, it dies of this. */
  static void dieOf(Path folder, String cause) throws IOException {
    Files.writeString(folder.resolve("cause"), cause);
  }

  /** What it was started with, once for each start. */
  static List<String> starts(Path folder) throws IOException {
    return Files.readAllLines(folder.resolve("starts"));
  }

  @SuppressWarnings("SystemOut") // this is the output that is kept
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    Files.writeString(
        folder.resolve("starts"),
        arguments[1] + " " + System.getenv("MORTAL") + "\n",
        UTF_8,
        CREATE,
        APPEND);
    Path cause = folder.resolve("cause");
    switch (Files.exists(cause) ? Files.readString(cause) : "nothing") {
      case "memory" -> fillMemory();
      case "a full disk" -> {
        System.out.println("starting");
        System.err.println("no space \u001b[31mleft");
        System.err.println("\tat io.fleetfix.Sample.write(Sample.java:1)");
        System.err.println("\t... 1 more");
        System.exit(7);
      }
      default -> {
        System.out.println("hello");
        Files.writeString(folder.resolve("ready"), "");
        new CountDownLatch(1).await();
      }
    }
  }

  private static void fillMemory() {
    List<byte[]> all = new ArrayList<>();
    while (all.size() < Integer.MAX_VALUE) {
      all.add(new byte[1024 * 1024]);
    }
  }
}
