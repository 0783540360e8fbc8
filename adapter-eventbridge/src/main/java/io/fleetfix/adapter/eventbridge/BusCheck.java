package io.fleetfix.adapter.eventbridge;

import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/**
 * Asks whether the bus is there. PutEvents would not tell: it reports success to one that is not.
 *
 * @param bus name or ARN
 */
public record BusCheck(EventBridgeClient client, String bus) {
  /** Empty if the bus is there, and also if that could not be found out. */
  public Optional<String> problem() {
    try {
      client.describeEventBus(request -> request.name(bus));
      return Optional.empty();
    } catch (ResourceNotFoundException missing) {
      return Optional.of("The event bus " + bus + " does not exist: what is sent there is lost");
    } catch (SdkException unknown) {
      return Optional.empty();
    }
  }
}
