package io.fleetfix.localaws;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A Java program as a process of its own. What it prints is thrown away. It ends when its starter
 * does, killed or not: a shell beside it reads the pipe that only the starter holds open. Ctrl-C in
 * the terminal is the starter's business, who may still need it.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  /**
   * The program takes the shell's place, and with it the number that the shell's child knows. Some
   * programs wait long for their own clients before they end, and get five seconds for that.
   */
  private static final String ENDS_WITH_ITS_STARTER =
      """
      trap '' INT
      exec 3<&0
      { cat <&3 >/dev/null; kill $$ 2>/dev/null && sleep 5 && kill -9 $$ 2>/dev/null; } &
      exec "$@" </dev/null 3<&-
      """;

  private final String name;
  private final Process process;

  private ChildProcess(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  /**
   * Starts the program and waits until it is ready.
   *
   * @param name for people
   * @param classPath such as {@link #allOf} gives
   * @param arguments what follows the class path: options, the main class and what it wants to know
   * @param environment beside this process's own
   * @throws IllegalStateException if it ends, or is not ready after 60 seconds; it is gone then
   */
  public static ChildProcess start(
      String name,
      String classPath,
      List<String> arguments,
      Map<String, String> environment,
      BooleanSupplier ready) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "sh",
                "-c",
                ENDS_WITH_ITS_STARTER,
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath));
    command.addAll(arguments);
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.environment().putAll(environment);
      Process process = builder.start();
      ChildProcess child = new ChildProcess(name, process);
      child.await(ready);
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ProcessHandle handle() {
    return process.toHandle();
  }

  /** Asks it to end, and ends it after ten seconds. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.getOutputStream().close(); // which ends the shell beside it
    } catch (IOException alreadyGone) {
      // As it should be.
    }
    try {
      if (!process.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void await(BooleanSupplier ready) {
    long end = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() - end > 0) {
        process.destroyForcibly();
        throw new IllegalStateException(name + " does not start");
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** A port of the loopback that nobody listened on a moment ago. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The status that a GET is answered with; 0 if there is no answer. */
  public static int status(URI uri) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(5_000);
      return connection.getResponseCode();
    } catch (IOException notYet) {
      return 0;
    }
  }

  /** The class path of all jars in a folder. */
  public static String allOf(Path libraries) {
    return libraries + File.separator + "*";
  }

  /**
   * Where Maven has collected a class path, looked for from the working folder upwards. The
   * launcher names the folder of the project, since it can be called from anywhere.
   *
   * @param module its folder within the project
   */
  public static Path libraries(String module) {
    Path libraries = Path.of(module, "target", "lib");
    Path here = Path.of(System.getProperty("fleetfix.home", "")).toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve(libraries))) {
        return folder.resolve(libraries);
      }
    }
    throw new IllegalStateException(
        libraries + " is missing: run mvn -pl " + module + " generate-resources");
  }
}
