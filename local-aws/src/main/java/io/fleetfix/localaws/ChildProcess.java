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
 * A Java program in a child process. Its output is discarded. It ends when its parent does, even if
 * the parent is killed: a shell next to it reads a pipe that only the parent holds open. It ignores
 * Ctrl-C, because the parent may still need it while shutting down.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  /**
   * The program replaces the shell, and so keeps the process id that the shell's child knows. Some
   * programs wait a long time for their own clients before they end: they get five seconds.
   */
  private static final String ENDS_WITH_ITS_PARENT =
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
   * @param name appears in error messages
   * @param classPath for example from {@link #allOf}
   * @param arguments what follows the class path: options, the main class and its arguments
   * @param environment added to this process's environment
   * @throws IllegalStateException if it ends, or is not ready after 60 seconds and has been killed
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
                ENDS_WITH_ITS_PARENT,
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

  /** Asks the process to end, and kills it after ten seconds. */
  @Override
  public void close() {
    process.destroy();
    try {
      process.getOutputStream().close(); // this ends the shell next to it
    } catch (IOException alreadyGone) {
      // Nothing left to close.
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
        throw new IllegalStateException(name + " did not start");
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** A loopback port that was free a moment ago. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The status of the response to a GET; 0 if there is none. */
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
   * Finds the folder where Maven has collected a class path, searching upwards from the working
   * folder, or from the project folder that the launcher passes in {@code fleetfix.home}.
   *
   * @param module the module's folder within the project
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
