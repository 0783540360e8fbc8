package io.fleetfix.localaws;

import io.fleetfix.localaws.gate.CallerCheck;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A Java program in a child process. It ends when its parent does, even if the parent is killed: a
 * shell next to it reads a pipe that only the parent holds open. It ignores Ctrl-C, because the
 * parent may still need it while shutting down.
 *
 * <p>A program that dies stays dead, unless a {@link ChildWatch} restarts it.
 */
public final class ChildProcess implements AutoCloseable {
  /** Long, because the process is alive: on a busy machine a start can take minutes. */
  static final Duration START_TIMEOUT = Duration.ofMinutes(5);

  /**
   * Systems take the ports of outgoing connections from above these. A test run opens so many
   * connections that one of them would now and then take the port of a process that starts.
   */
  private static final int FIRST_PORT = 20_000;

  private static final int PORTS = 10_000;

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final JavaProgram program;
  private Process process;
  private boolean closed = false;

  private ChildProcess(JavaProgram program, Process process) {
    this.program = program;
    this.process = process;
  }

  /**
   * Starts the program and waits until it is ready.
   *
   * @throws ChildLost if it ends, or is not ready after five minutes and has been killed
   */
  public static ChildProcess start(JavaProgram program) {
    try {
      ChildProcess child = new ChildProcess(program, program.launch());
      child.awaitReady();
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of the process that runs now, or ran last. */
  public ProcessHandle handle() {
    return process().toHandle();
  }

  private synchronized Process process() {
    return process;
  }

  JavaProgram program() {
    return program;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  boolean isAlive() {
    return process().isAlive();
  }

  boolean isReady() {
    return program.ready().getAsBoolean() && isAlive();
  }

  /** Starts the program again in the same way, and does not wait for it. */
  synchronized void restart() throws IOException {
    if (!closed) {
      endShell(process);
      process = program.launch();
    }
  }

  /** How it ended; call it after it has. */
  ChildDeath death(Duration pause) {
    return new ChildDeath(
        program.name(),
        ChildDeath.cause(process().exitValue()),
        program.output().lastLines(),
        pause);
  }

  /** Kills a process that is not ready after {@link #START_TIMEOUT}. */
  ChildDeath killUnready(Duration pause) {
    process().destroyForcibly();
    return new ChildDeath(
        program.name(),
        "no answer after " + START_TIMEOUT.toSeconds() + " seconds",
        program.output().lastLines(),
        pause);
  }

  /** Asks the process to end, and kills it after ten seconds. It is not restarted after this. */
  @Override
  public void close() {
    Process last;
    synchronized (this) {
      closed = true;
      last = process;
    }
    last.destroy();
    endShell(last);
    try {
      if (!last.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        last.destroyForcibly();
      }
    } catch (InterruptedException e) {
      last.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static void endShell(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException alreadyGone) {
      // Nothing left to close.
    }
  }

  private void awaitReady() {
    long end = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!isReady()) {
      if (!isAlive()) {
        throw ChildLost.atItsStart(death(Duration.ZERO));
      }
      if (System.nanoTime() - end > 0) {
        throw ChildLost.atItsStart(killUnready(Duration.ZERO));
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  /** A loopback port that was free a moment ago, and that no outgoing connection takes. */
  public static int freePort() {
    while (true) {
      int port = FIRST_PORT + ThreadLocalRandom.current().nextInt(PORTS);
      try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      } catch (IOException inUse) {
        // Another one, then.
      }
    }
  }

  /** The status of the response to a GET that passes {@link CallerCheck}; 0 if there is none. */
  public static int status(URI uri) {
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
      connection.setConnectTimeout(1_000);
      connection.setReadTimeout(5_000);
      connection.setRequestProperty("Authorization", "AWS4-HMAC-SHA256 of nothing");
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
