package io.fleetfix.support.benchmarks;

import com.google.inject.Module;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.ServiceLauncher;
import io.fleetfix.bootstrap.wiring.RelayModule;
import io.fleetfix.bootstrap.wiring.UpkeepModule;
import io.fleetfix.bootstrap.wiring.Wiring;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The service in memory without relay and reactions, as on AWS with a Pipe: its events stay in the
 * outbox. Measures what a commit costs the client.
 */
public final class UnrelayedWorkshop {
  private UnrelayedWorkshop() {}

  /** Takes the same settings as the service. */
  @SuppressWarnings("SystemOut") // Like the service.
  public static void main(String[] arguments) {
    WorkshopConfig config = ServiceLauncher.config();
    List<Module> modules =
        Wiring.memory(config).stream()
            .filter(each -> !(each instanceof RelayModule || each instanceof UpkeepModule))
            .toList();
    PrintWriter out =
        new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
    ServiceLauncher.start(config, modules, () -> {}, out);
  }
}
