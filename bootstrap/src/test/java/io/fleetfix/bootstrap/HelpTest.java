package io.fleetfix.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.telemetry.Telemetry;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A setting that is not in the help is found by nobody; one that is only there does nothing. */
class HelpTest {
  private static final Pattern SETTING = Pattern.compile("\\b(?:FLEETFIX|OTEL)_[A-Z_]*[A-Z]\\b");

  @Test
  void namesEverySettingAndNoOther() {
    Set<String> settings = new TreeSet<>(WorkshopConfig.SETTINGS);
    settings.addAll(Telemetry.SETTINGS);

    assertThat(
            SETTING
                .matcher(new CommandLine(new Main()).getUsageMessage())
                .results()
                .map(MatchResult::group))
        .containsOnly(settings.toArray(String[]::new));
  }
}
