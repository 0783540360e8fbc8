package io.fleetfix.adapter.eventbridge;

import io.fleetfix.outbox.port.ResourceCheck;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/**
 * Checks that the bus exists. PutEvents cannot show it: it reports success for a missing bus too.
 *
 * @param bus its name or ARN
 */
public record BusCheck(EventBridgeClient client, String bus) implements ResourceCheck {
  @Override
  public Result check() {
    try {
      client.describeEventBus(request -> request.name(bus));
      return new Result.There();
    } catch (ResourceNotFoundException missing) {
      return new Result.Missing(
          "The event bus " + bus + " does not exist: events sent to it are lost");
    } catch (RuntimeException unknown) { // a closed client throws more than SdkException
      return new Result.Unknown(
          "The event bus " + bus + " could not be checked: " + ErrorCodes.of(unknown));
    }
  }
}
