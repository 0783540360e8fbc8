package io.fleetfix.adapter.eventbridge;

import io.fleetfix.application.port.EventBusContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The port's contract, between the SDK's own client and an endpoint that speaks as AWS does. */
class EventBridgeBusTest implements EventBusContract {
  private EventBridgeUnderTest eventBridge;

  @BeforeEach
  void start(@TempDir Path folder) {
    eventBridge = new EventBridgeUnderTest(folder);
  }

  @AfterEach
  void stop() {
    eventBridge.close();
  }

  @Override
  public BusUnderTest busUnderTest() {
    return eventBridge;
  }
}
