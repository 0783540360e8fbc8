package io.fleetfix.bootstrap;

import io.fleetfix.bootstrap.config.MailSettings;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.ServiceLauncher;
import io.fleetfix.bootstrap.wiring.AwsConnections;
import io.fleetfix.bootstrap.wiring.Wiring;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The service over AWS itself, or over whatever the SDK's standard variables point at. */
@Command(
    name = "aws",
    mixinStandardHelpOptions = true,
    description = {
      "Runs over DynamoDB, EventBridge and SQS.",
      "Region, credentials and endpoints come from the AWS SDK's own chain. Makes nothing in an"
          + " account by itself."
    })
final class AwsCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli fills it in before it calls
  @Spec
  private CommandSpec spec;

  @Override
  public Integer call() {
    WorkshopConfig config = ServiceLauncher.config();
    ServiceLauncher.start(
        config,
        Wiring.aws(config, AwsConnections.fromEnvironment()),
        () -> {},
        spec.commandLine().getOut(),
        "Over AWS: table " + config.names().table() + ", bus " + config.names().eventBus(),
        mails(config));
    return 0;
  }

  private static String mails(WorkshopConfig config) {
    return config.mail().server() == null
        ? "No mail server: set " + MailSettings.SERVER + ", until then invoices are not mailed"
        : "Mails over " + config.mail().server();
  }
}
