package io.fleetfix.bootstrap;

import com.google.inject.Module;
import io.fleetfix.bootstrap.config.AwsNames;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.ServiceLauncher;
import io.fleetfix.bootstrap.wiring.AwsConnections;
import io.fleetfix.bootstrap.wiring.ChildrenModule;
import io.fleetfix.bootstrap.wiring.Wiring;
import io.fleetfix.localaws.ChildOutput;
import io.fleetfix.localaws.ChildWatch;
import io.fleetfix.localaws.LocalAws;
import io.fleetfix.localmail.LocalMail;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the service together with local replacements of AWS. */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    description = {
      "Runs the service on this machine only, with DynamoDB Local, a local EventBridge, ElasticMQ"
          + " and a mail server, which it starts and stops.",
      "The data stays in the folder FLEETFIX_LOCAL_DATA for the next run.",
      "If one of these processes dies, it is restarted with its data. If it dies five times within"
          + " five minutes, the service stops with exit code 1."
    },
    footer = {"", "'fleetfix config local' shows the settings."})
final class LocalCommand implements Callable<Integer> {
  @SuppressWarnings("NullAway.Init") // picocli fills it in before it calls
  @Spec
  private CommandSpec spec;

  @Mixin private final PortOption port = new PortOption();

  @Override
  public Integer call() {
    WorkshopConfig config = ServiceLauncher.config(port.settings().variables());
    UnwritableFolder.check(config.localData());
    LocalAws local = start(config);
    LocalMail mail =
        LocalMail.keepingMailsIn(
            config.localData().resolve("mails"),
            ChildOutput.keptIn(config.localData().resolve("mail-output.log")));
    ChildWatch watch = local.watch(List.of(mail.process()), ChildrenModule.LOGGED);
    AwsConnections connections = AwsConnections.to(local);
    new OutboxTable(config.names().table()).createIfMissing(connections.dynamoDb().tables());
    List<Module> modules = new ArrayList<>(Wiring.local(config, connections, mail));
    modules.add(new ChildrenModule(watch));
    ServiceLauncher.start(
        config,
        modules,
        () -> {
          mail.close();
          local.close();
        },
        spec.commandLine().getOut(),
        "DynamoDB Local listens on " + local.dynamoDb(),
        "EventBridge stand-in listens on " + local.eventBridge(),
        "SQS stand-in (ElasticMQ) listens on " + local.queues(),
        "SMTP server listens on " + mail.smtp(),
        "Data folder: " + config.localData().toAbsolutePath() + readers(local));
    throw watch.lost().join(); // a signal to stop ends the process while this waits
  }

  private static String readers(LocalAws local) {
    return local.isOwnerOnly()
        ? " (only you can read it)"
        : " (its file system can't keep other users of this machine from reading it)";
  }

  static LocalAws start(WorkshopConfig config) {
    AwsNames names = config.names();
    return LocalAws.start(config.localData(), names.eventBus(), LocalRules.of(names));
  }
}
