package io.fleetfix.bootstrap.run;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import io.fleetfix.adapter.http.server.WorkshopServer;
import io.fleetfix.outbox.port.ResourceCheck;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole service, from start to stop. */
public final class RunningWorkshop {
  private static final Logger LOG = LoggerFactory.getLogger(RunningWorkshop.class);

  private static final String MISSING =
      "Something is missing, or could not be found out; the service starts all the same";

  private final WorkshopServer server;
  private final Set<Background> background;
  private final Set<ClosedLast> closedLast;

  private RunningWorkshop(
      WorkshopServer server, Set<Background> background, Set<ClosedLast> closedLast) {
    this.server = server;
    this.background = background;
    this.closedLast = closedLast;
  }

  /**
   * Starts everything; when it returns, the service answers.
   *
   * @throws io.fleetfix.adapter.http.server.AddressInUse if somebody else listens there; nothing
   *     runs then
   */
  public static RunningWorkshop start(List<Module> modules) {
    // No interceptors here, so no need for the class generation that makes newer JDKs warn.
    System.setProperty("guice_bytecode_gen_option", "DISABLED");
    Injector injector = Guice.createInjector(modules);
    RunningWorkshop running =
        new RunningWorkshop(
            injector.getInstance(WorkshopServer.class),
            injector.getInstance(Key.get(new TypeLiteral<Set<Background>>() {})),
            injector.getInstance(Key.get(new TypeLiteral<Set<ClosedLast>>() {})));
    for (ResourceCheck check :
        injector.getInstance(Key.get(new TypeLiteral<Set<ResourceCheck>>() {}))) {
      check
          .check()
          .report()
          .ifPresent(problem -> LOG.atError().addKeyValue("problem", problem).log(MISSING));
    }
    running.server.start();
    running.background.forEach(Background::start);
    LOG.atInfo().addKeyValue("port", running.port()).log("Started");
    return running;
  }

  public int port() {
    return server.port();
  }

  /**
   * Answers what is in flight, then lets the background work end, then closes what they worked on.
   */
  public void stop() throws InterruptedException {
    server.close();
    background.forEach(Background::stop);
    for (Background work : background) {
      work.join();
    }
    closedLast.forEach(ClosedLast::close);
    LOG.atInfo().log("Stopped");
  }
}
