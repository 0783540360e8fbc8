package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.patient;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompletionCommandTest {
  private final CommandLine commandLine = Main.commandLine(Map.of());

  @Test
  void namesEveryCommand() {
    assertThat(script())
        .contains(commandLine.getSubcommands().keySet())
        .contains(
            requireNonNull(commandLine.getSubcommands().get("outbox")).getSubcommands().keySet())
        .contains("--port", "--json", "reset-date", "--series")
        .contains("\"memory\" \"local\" \"aws\"");
  }

  @Test
  void bashAcceptsIt(@TempDir Path folder) throws Exception {
    assertThat(bash(folder, "-n")).isEmpty();
  }

  @Test
  void bashCompletesWithIt(@TempDir Path folder) throws Exception {
    String words =
        bash(
            folder,
            "-c",
            """
            source "$0"
            COMP_WORDS=(fleetfix co) COMP_CWORD=1
            compopt() { :; } # works during a completion only
            _complete_fleetfix
            echo "${COMPREPLY[@]}"
            """);

    assertThat(words).isEqualTo("config completion\n");
  }

  /** What bash prints, errors included. */
  private String bash(Path folder, String... options) throws Exception {
    Path file = Files.writeString(folder.resolve("script"), script());
    List<String> command = new ArrayList<>(List.of("bash"));
    command.addAll(List.of(options));
    command.add(file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(patient(Duration.ofSeconds(60)).toSeconds(), TimeUnit.SECONDS))
        .isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private String script() {
    StringWriter out = new StringWriter();
    assertThat(commandLine.setOut(new PrintWriter(out)).execute("completion")).isZero();
    return out.toString();
  }
}
