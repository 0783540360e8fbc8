package io.fleetfix.bootstrap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.bootstrap.config.Profile;
import io.fleetfix.bootstrap.config.SettingsInForce;
import io.fleetfix.bootstrap.config.SettingsInForce.Unknown;
import io.fleetfix.bootstrap.config.SettingsInForce.Value;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the settings in force, without starting anything. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the settings of a profile: name, value, and where the value comes from.",
      "Tokens, keys and passwords are never shown."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:All settings are valid.", "2:The command or a setting is wrong."})
final class ConfigCommand implements Callable<Integer> {
  private static final String NO_VALUE = "(not set)";
  private static final String HIDDEN = "(hidden)";

  @SuppressWarnings("NullAway.Init") // picocli fills it in before it calls
  @Spec
  private CommandSpec spec;

  @Mixin private final PortOption port = new PortOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "PROFILE",
      defaultValue = "memory",
      description = "One of ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Profile profile = Profile.MEMORY;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() {
    SettingsInForce settings = SettingsInForce.of(profile, port.settings());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(document(settings));
    } else {
      print(settings, out);
      settings
          .problems()
          .forEach(each -> spec.commandLine().getErr().println("fleetfix: " + each.getMessage()));
    }
    out.flush();
    return settings.problems().isEmpty() ? 0 : 2;
  }

  private static void print(SettingsInForce settings, PrintWriter out) {
    int nameWidth = width(settings, 0);
    int valueWidth = width(settings, 1);
    for (Value value : settings.values()) {
      String source = value.source() + (value.valid() ? "" : " (invalid)");
      out.printf(
          "%-" + nameWidth + "s  %-" + valueWidth + "s  %s%n",
          value.setting().name(),
          text(value),
          source);
    }
    settings
        .unused()
        .forEach(
            name -> out.printf("%s is set, but %s does not use it.%n", name, settings.profile()));
    for (Unknown unknown : settings.unknown()) {
      out.printf(
          "%s is not a setting.%s%n",
          visible(unknown.name()),
          unknown.closest().map(" Did you mean %s?"::formatted).orElse(""));
    }
  }

  private static int width(SettingsInForce settings, int column) {
    return settings.values().stream()
        .mapToInt(each -> (column == 0 ? each.setting().name() : text(each)).length())
        .max()
        .orElse(1);
  }

  private static String text(Value value) {
    return value.hidden() ? HIDDEN : value.shown().map(ConfigCommand::visible).orElse(NO_VALUE);
  }

  /** A line break or a terminal's control sequence must not pass for output of ours. */
  private static String visible(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private static ObjectNode document(SettingsInForce settings) {
    ObjectNode document = new ObjectMapper().createObjectNode();
    document.put("profile", settings.profile().toString());
    var values = document.putArray("settings");
    for (Value value : settings.values()) {
      ObjectNode node = values.addObject();
      node.put("name", value.setting().name());
      value.shown().ifPresent(shown -> node.put("value", shown));
      node.put("hidden", value.hidden());
      node.put("source", value.source());
      node.put("valid", value.valid());
    }
    settings.unused().forEach(document.putArray("unused")::add);
    var unknown = document.putArray("unknown");
    for (Unknown each : settings.unknown()) {
      ObjectNode node = unknown.addObject().put("name", each.name());
      each.closest().ifPresent(closest -> node.put("closest", closest));
    }
    var problems = document.putArray("problems");
    settings.problems().forEach(each -> problems.add(each.getMessage()));
    return document;
  }
}
