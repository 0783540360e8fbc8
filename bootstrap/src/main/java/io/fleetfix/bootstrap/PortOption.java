package io.fleetfix.bootstrap;

import io.fleetfix.bootstrap.config.HttpSettings;
import io.fleetfix.bootstrap.config.SettingSources;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option {@code --port} of the commands that run the service. */
final class PortOption {
  @SuppressWarnings("NullAway.Init") // picocli fills it in before it calls
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = {"-p", SettingSources.PORT_OPTION},
      paramLabel = "PORT",
      description = "Port to listen on; 0 picks a free one. Overrides FLEETFIX_HTTP_PORT.")
  private @Nullable String port;

  /**
   * The settings of this process, with the option before its variable.
   *
   * @throws io.fleetfix.bootstrap.config.InvalidSetting if the option is not a port
   */
  SettingSources settings() {
    Optional<String> given = Optional.ofNullable(port).or(this::beforeTheCommand);
    given.ifPresent(text -> HttpSettings.port(SettingSources.PORT_OPTION, text));
    return new SettingSources(System.getenv(), given);
  }

  /** As in {@code fleetfix --port 9000 local}. */
  private Optional<String> beforeTheCommand() {
    OptionSpec option = spec.root().findOption(SettingSources.PORT_OPTION);
    return option == null ? Optional.empty() : Optional.ofNullable(option.<String>getValue());
  }
}
