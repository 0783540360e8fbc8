package io.fleetfix.bootstrap;

import io.fleetfix.bootstrap.config.Settings;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.ServiceLauncher;
import io.fleetfix.bootstrap.wiring.AwsConnections;
import io.fleetfix.bootstrap.wiring.Wiring;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the service on AWS, or on the endpoints that the SDK's standard variables name. */
@Command(
    name = "aws",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the service on DynamoDB, EventBridge and SQS.",
      "Tables, bus and queues must exist already: deploy/fleetfix.yaml creates them.",
      "Region, credentials and endpoints come from the AWS SDK's default chain."
    },
    footer = {"", "'fleetfix config aws' shows the settings."})
final class AwsCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli fills it in before it calls
  @Spec
  private CommandSpec spec;

  @Mixin private final PortOption port = new PortOption();

  @Override
  public Integer call() {
    WorkshopConfig config = ServiceLauncher.config(port.settings().variables());
    ServiceLauncher.start(
        config,
        Wiring.aws(config, AwsConnections.fromEnvironment()),
        () -> {},
        spec.commandLine().getOut(),
        "On AWS: table " + config.names().table() + ", event bus " + config.names().eventBus(),
        mails(config));
    return 0;
  }

  private static String mails(WorkshopConfig config) {
    return config.mail().server() == null
        ? "No mail server: invoices are not mailed until you set " + Settings.SMTP_URL.name()
        : "Mail server: " + config.mail().server();
  }
}
