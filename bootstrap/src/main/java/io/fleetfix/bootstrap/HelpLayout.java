package io.fleetfix.bootstrap;

import io.fleetfix.bootstrap.config.Setting;
import io.fleetfix.bootstrap.config.SettingGroup;
import io.fleetfix.bootstrap.config.Settings;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Lays out the help for the terminal's width, and adds the table of settings to it. */
final class HelpLayout {
  /** The least that picocli can lay out. */
  private static final int MIN_WIDTH = 55;

  /** Longer lines are hard to read. */
  private static final int MAX_WIDTH = 160;

  private static final int NAME_INDENT = 2;
  private static final int NAME_COLUMN = 28;

  private HelpLayout() {}

  /** Lines are as wide as {@code COLUMNS} says, or else as wide as the terminal. */
  static void applyTo(CommandLine commandLine, Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    if (columns.matches("[1-9][0-9]{0,4}")) {
      commandLine.setUsageHelpWidth(Math.clamp(Integer.parseInt(columns), MIN_WIDTH, MAX_WIDTH));
    } else {
      commandLine.setUsageHelpAutoWidth(true);
    }
    commandLine.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_FOOTER, HelpLayout::settings);
  }

  private static String settings(Help help) {
    int width = help.commandSpec().usageMessage().width();
    StringBuilder text = new StringBuilder();
    for (SettingGroup group : SettingGroup.values()) {
      TextTable table =
          TextTable.forColumns(
              help.colorScheme(),
              new Column(NAME_COLUMN, NAME_INDENT, Overflow.SPAN),
              new Column(width - NAME_COLUMN, 1, Overflow.WRAP));
      for (Setting setting : Settings.of(group)) {
        table.addRowValues(
            help.colorScheme().optionText(setting.name()),
            help.colorScheme().text(description(setting)));
      }
      text.append("%n%s:%n".formatted(group.title())).append(table);
    }
    return text.toString();
  }

  private static String description(Setting setting) {
    return setting
        .fallback()
        .text()
        .map(value -> setting.meaning() + " Default: " + value)
        .orElse(setting.meaning());
  }
}
