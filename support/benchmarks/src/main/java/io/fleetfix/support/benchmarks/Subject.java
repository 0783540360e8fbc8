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
 * A server under measurement, as a process of its own: with the launcher's collector, more room for
 * what stays in memory, and whatever options {@code -Djvm} adds, such as the launcher's {@code
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

  /** Starts it and waits until it says where it listens. */
  static Subject start(String mainClass) throws IOException {
    return start(mainClass, Map.of(), "none");
  }

  /**
   * The same with settings.
   *
   * @param token what its callers bring
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
    while (said != null && !said.contains("istens on http://")) {
      said = out.readLine();
    }
    if (said == null) {
      throw new IllegalStateException(mainClass + " does not start");
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

  /** Processor time used so far, of all its threads. */
  Duration cpu() {
    return process.toHandle().info().totalCpuDuration().orElseThrow();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
