package io.fleetfix.deploy;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.bootstrap.Main;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service in memory, as a separate process on a free port. */
final class ServiceInMemory implements AutoCloseable {
  private static final Pattern LISTENS = Pattern.compile("FleetFix listens on (http://[^ \\n]+)");

  private final Process process;
  private final String url;

  private ServiceInMemory(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static ServiceInMemory start(Path folder) throws Exception {
    Path output = Files.createFile(folder.resolve("service"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    builder.environment().keySet().removeIf(name -> name.startsWith("FLEETFIX_"));
    builder.environment().put("FLEETFIX_HTTP_PORT", "0");
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    Process process = builder.start();
    try {
      eventually(() -> assertThat(Files.readString(output)).containsPattern(LISTENS));
    } catch (AssertionError didNotStart) {
      process.destroyForcibly();
      throw didNotStart;
    }
    Matcher listens = LISTENS.matcher(Files.readString(output));
    assertThat(listens.find()).isTrue();
    return new ServiceInMemory(process, listens.group(1));
  }

  String url() {
    return url;
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
