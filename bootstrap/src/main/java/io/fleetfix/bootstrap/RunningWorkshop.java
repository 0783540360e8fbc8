package io.fleetfix.bootstrap;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.TypeLiteral;
import io.fleetfix.adapter.http.WorkshopServer;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole service, from start to stop. */
public final class RunningWorkshop {
  private static final Logger LOG = LoggerFactory.getLogger(RunningWorkshop.class);

  private final WorkshopServer server;
  private final Set<BackgroundLoop> loops;
  private final Set<ClosedLast> closedLast;

  private RunningWorkshop(
      WorkshopServer server, Set<BackgroundLoop> loops, Set<ClosedLast> closedLast) {
    this.server = server;
    this.loops = loops;
    this.closedLast = closedLast;
  }

  /**
   * Starts everything; when it returns, the service answers.
   *
   * @throws io.fleetfix.adapter.http.AddressInUse if somebody else listens there; nothing runs then
   */
  static RunningWorkshop start(List<Module> modules) {
    // No interceptors here, so no need for the class generation that makes newer JDKs warn.
    System.setProperty("guice_bytecode_gen_option", "DISABLED");
    Injector injector = Guice.createInjector(modules);
    RunningWorkshop running =
        new RunningWorkshop(
            injector.getInstance(WorkshopServer.class),
            injector.getInstance(Key.get(new TypeLiteral<Set<BackgroundLoop>>() {})),
            injector.getInstance(Key.get(new TypeLiteral<Set<ClosedLast>>() {})));
    running.server.start();
    running.loops.forEach(BackgroundLoop::start);
    LOG.atInfo().addKeyValue("port", running.port()).log("Started");
    return running;
  }

  public int port() {
    return server.port();
  }

  /**
   * Answers what is in flight, then lets each loop end its step, then closes what they worked on.
   */
  public void stop() throws InterruptedException {
    server.close();
    loops.forEach(BackgroundLoop::stop);
    for (BackgroundLoop loop : loops) {
      loop.join();
    }
    closedLast.forEach(ClosedLast::close);
    LOG.atInfo().log("Stopped");
  }
}
