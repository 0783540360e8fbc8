package io.fleetfix.bootstrap.run;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import io.fleetfix.adapter.http.server.WorkshopServer;
import io.fleetfix.bootstrap.run.Shutdown.Part;
import io.fleetfix.bootstrap.telemetry.Logs;
import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.port.ResourceCheck;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole service, from start to stop. */
public final class RunningWorkshop {
  private static final Logger LOG = LoggerFactory.getLogger(RunningWorkshop.class);

  private static final String MISSING =
      "A resource is missing or can't be checked; starting anyway";

  private final WorkshopServer server;
  private final Background background;
  private final Set<ClosedLast> closedLast;

  private RunningWorkshop(
      WorkshopServer server, Background background, Set<ClosedLast> closedLast) {
    this.server = server;
    this.background = background;
    this.closedLast = closedLast;
  }

  /**
   * Starts everything. When this returns, the service accepts requests.
   *
   * @throws io.fleetfix.adapter.http.server.AddressInUse if another process listens on the port;
   *     then nothing is left running
   */
  public static RunningWorkshop start(List<Module> modules) {
    // Newer JDKs warn about Guice's class generation, and only interceptors need it.
    System.setProperty("guice_bytecode_gen_option", "DISABLED");
    Injector injector = Guice.createInjector(modules);
    RunningWorkshop running =
        new RunningWorkshop(
            injector.getInstance(WorkshopServer.class),
            injector.getInstance(Backgrounds.class),
            injector.getInstance(Key.get(new TypeLiteral<Set<ClosedLast>>() {})));
    for (ResourceCheck check :
        injector.getInstance(Key.get(new TypeLiteral<Set<ResourceCheck>>() {}))) {
      ResourceCheck.Result.of(check)
          .report()
          .ifPresent(problem -> LOG.atError().addKeyValue("problem", problem).log(MISSING));
    }
    running.server.start();
    running.background.start();
    LOG.atInfo().addKeyValue("port", running.port()).log("Started");
    return running;
  }

  public int port() {
    return server.port();
  }

  /**
   * Begins no new work, finishes the requests and the steps in progress, and then closes their
   * resources, which returns leases. Returns within {@link Shutdown#DEADLINE}, whatever hangs.
   */
  public void stop() throws InterruptedException {
    Shutdown shutdown = new Shutdown(Shutdown.DEADLINE, System::nanoTime);
    background.stop();
    shutdown.run("requests", 60, List.of(server::close));
    shutdown.join(background, 70);
    shutdown.join(background, 80); // interrupted
    shutdown.run("resources", 100, closedLast.stream().<Part>map(each -> each::close).toList());
    Logs.flush();
    LOG.atInfo().log("Stopped");
  }
}
