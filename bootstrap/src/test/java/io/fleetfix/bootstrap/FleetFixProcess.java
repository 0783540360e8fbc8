package io.fleetfix.bootstrap;

import io.fleetfix.localaws.LocalAws;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The running service in a separate process, with the class path of this test.
 *
 * @param said the lines that it printed during its start
 */
record FleetFixProcess(Process process, int port, List<String> said) {
  /**
   * Starts a command and waits for its last line.
   *
   * @throws IOException if it ends instead; the message contains its log
   */
  static FleetFixProcess start(String command, Map<String, String> settings, Path log)
      throws IOException {
    return start(builder(List.of(command), settings, log), log);
  }

  /** The same with a builder from here. */
  static FleetFixProcess start(ProcessBuilder builder, Path log) throws IOException {
    Process process = builder.start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    List<String> said = new ArrayList<>();
    while (said.isEmpty() || !said.getLast().startsWith("Ctrl-C")) {
      String line = out.readLine();
      if (line == null) {
        throw new IOException("FleetFix did not start:\n" + Files.readString(log));
      }
      said.add(line);
    }
    String address = said.getFirst();
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    return new FleetFixProcess(process, port, List.copyOf(said));
  }

  static ProcessBuilder builder(List<String> arguments, Map<String, String> settings, Path log) {
    return builder(Main.class, arguments, settings, log);
  }

  /** The same with another main class. */
  static ProcessBuilder builder(
      Class<?> main, List<String> arguments, Map<String, String> settings, Path log) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("FLEETFIX_") || name.startsWith("AWS_"));
    builder.environment().put("FLEETFIX_HTTP_PORT", "0");
    builder.environment().putAll(settings);
    return builder;
  }

  /** The settings of {@code aws} for these processes and an embedded relay. */
  static Map<String, String> settingsFor(LocalAws local) {
    var credentials = local.credentials().resolveCredentials();
    Map<String, String> settings = new HashMap<>();
    settings.put("AWS_REGION", LocalAws.REGION.id());
    settings.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
    settings.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
    settings.put("AWS_ENDPOINT_URL_DYNAMODB", local.dynamoDb().toString());
    settings.put("AWS_ENDPOINT_URL_DYNAMODB_STREAMS", local.dynamoDb().toString());
    settings.put("AWS_ENDPOINT_URL_EVENTBRIDGE", local.eventBridge().toString());
    settings.put("AWS_ENDPOINT_URL_SQS", local.queues().toString());
    settings.put("FLEETFIX_RELAY", "embedded");
    return settings;
  }

  WorkshopClient workshop() {
    return new WorkshopClient(port);
  }

  /** Like {@code kill -9}. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Like Ctrl-C; waits for the end of the process. */
  void stop() {
    process.toHandle().destroy();
    process.onExit().join();
  }
}
