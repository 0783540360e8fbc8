package io.fleetfix.bootstrap;

import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.RunningWorkshop;
import io.fleetfix.bootstrap.wiring.Wiring;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class InMemoryJourneyTest implements CompleteRepairJourney, ShownMailJourney {
  private final RunningWorkshop running =
      RunningWorkshop.start(Wiring.memory(WorkshopConfig.of(Map.of("FLEETFIX_HTTP_PORT", "0"))));
  private final WorkshopClient workshop = new WorkshopClient(running.port());

  @AfterAll
  void stop() throws InterruptedException {
    running.stop();
  }

  @Override
  public WorkshopClient workshop() {
    return workshop;
  }
}
