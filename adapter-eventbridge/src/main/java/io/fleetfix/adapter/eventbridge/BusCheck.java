package io.fleetfix.adapter.eventbridge;

import io.fleetfix.outbox.port.ResourceCheck;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;

/**
 * Asks whether the bus is there. PutEvents would not tell: it reports success to one that is not.
 *
 * @param bus name or ARN
 */
public record BusCheck(EventBridgeClient client, String bus) implements ResourceCheck {
  @Override
  public Result check() {
    try {
      client.describeEventBus(request -> request.name(bus));
      return new Result.There();
    } catch (ResourceNotFoundException missing) {
      return new Result.Missing(
          "The event bus " + bus + " does not exist: what is sent there is lost");
    } catch (RuntimeException unknown) { // a closed client throws more than SdkException
      return new Result.Unknown(
          "The event bus " + bus + " could not be asked for: " + ErrorCodes.of(unknown));
    }
  }
}
