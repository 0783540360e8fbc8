package io.fleetfix.support.benchmarks;

import com.google.inject.Module;
import io.fleetfix.bootstrap.RelayModule;
import io.fleetfix.bootstrap.Serving;
import io.fleetfix.bootstrap.UpkeepModule;
import io.fleetfix.bootstrap.Wiring;
import io.fleetfix.bootstrap.WorkshopConfig;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The service in memory without what carries events on, as it is on AWS where a Pipe does: its
 * events stay in the outbox. For measuring what a commit costs its client.
 */
public final class UnrelayedWorkshop {
  private UnrelayedWorkshop() {}

  /** Has the settings that the service has. */
  @SuppressWarnings("SystemOut") // as the service does
  public static void main(String[] arguments) {
    WorkshopConfig config = Serving.config();
    List<Module> modules =
        Wiring.memory(config).stream()
            .filter(each -> !(each instanceof RelayModule || each instanceof UpkeepModule))
            .toList();
    PrintWriter out =
        new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8), true);
    Serving.start(config, modules, () -> {}, out);
  }
}
