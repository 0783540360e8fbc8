package io.fleetfix.support.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A measured server, as a process of its own: with the launcher's garbage collector, a larger heap
 * for the repairs in memory, and the options in {@code -Djvm}, such as the launcher's {@code
 * -XX:TieredStopAtLevel=1}.
 */
final class Subject implements AutoCloseable {
  private static final List<String> JVM =
      List.of("-XX:+UseSerialGC", "-Xms24m", "-Xmn10m", "-Xmx1g");

  private final Process process;
  private final int port;
  private final String token;

  private Subject(Process process, int port, String token) {
    this.process = process;
    this.port = port;
    this.token = token;
  }

  /** Starts the server and waits until it prints its address. */
  static Subject start(String mainClass) throws IOException {
    return start(mainClass, Map.of(), "none");
  }

  /**
   * Starts the server with these settings.
   *
   * @param token the access token that callers send
   */
  static Subject start(String mainClass, Map<String, String> settings, String token)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(asked());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("FLEETFIX_HTTP_PORT", "0");
    builder.environment().putAll(settings);
    Process process = builder.start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    String said = out.readLine();
    while (said != null && !said.contains(" on http://")) {
      said = out.readLine();
    }
    if (said == null) {
      throw new IllegalStateException(mainClass + " did not start");
    }
    return new Subject(process, Integer.parseInt(said.substring(said.lastIndexOf(':') + 1)), token);
  }

  private static List<String> asked() {
    String options = System.getProperty("jvm", "");
    return options.isEmpty() ? List.of() : List.of(options.split(" ", -1));
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  String token() {
    return token;
  }

  /** The processor time that all threads of the server have used so far. */
  Duration cpu() {
    return process.toHandle().info().totalCpuDuration().orElseThrow();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
