package io.fleetfix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.bootstrap.config.Setting;
import io.fleetfix.bootstrap.config.SettingGroup;
import io.fleetfix.bootstrap.config.Settings;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The help as a user reads it in a terminal. */
class HelpTest {
  private static final Pattern ROW =
      Pattern.compile("^  ((?:FLEETFIX|OTEL|AWS|JDK)_[A-Z0-9_]*[A-Z])(?: |$)", Pattern.MULTILINE);

  @Test
  void listsEverySettingWithMeaningAndDefault() {
    String help = usage("160");

    assertThat(ROW.matcher(help).results().map(MatchResult::group).map(String::strip))
        .containsExactlyElementsOf(Settings.ALL.stream().map(Setting::name).toList());
    assertThat(Stream.of(SettingGroup.values()).map(group -> group.title() + ":"))
        .allMatch(help::contains);
    assertThat(help)
        .contains(
            "  FLEETFIX_HTTP_HOST         Address to listen on. Default: 127.0.0.1\n",
            "  FLEETFIX_TOKEN             Access token to send, if any.\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 80, 120})
  void fitsTheTerminal(int columns) {
    CommandLine root = commandLine(Integer.toString(columns));

    Stream.concat(Stream.of(root), root.getSubcommands().values().stream())
        .forEach(
            each ->
                assertThat(each.getUsageMessage().lines())
                    .as(each.getCommandName())
                    .isNotEmpty()
                    .allMatch(line -> line.length() <= columns));
    assertThat(root.getUsageMessage().lines())
        .as("uses the width")
        .anyMatch(line -> line.length() > columns - 10);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "1", "99999", "wide", "-1"})
  void toleratesAnyWidth(String columns) {
    assertThat(usage(columns)).contains("Usage: fleetfix");
  }

  private static String usage(String columns) {
    return commandLine(columns).getUsageMessage();
  }

  private static CommandLine commandLine(String columns) {
    return Main.commandLine(Map.of("COLUMNS", columns));
  }
}
