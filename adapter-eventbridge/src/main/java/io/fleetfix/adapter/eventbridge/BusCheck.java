package io.fleetfix.adapter.eventbridge;

import io.fleetfix.outbox.port.ResourceCheck;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeEventBusResponse;
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
      DescribeEventBusResponse found = client.describeEventBus(request -> request.name(bus));
      return bus.equals(found.name()) || bus.equals(found.arn())
          ? new Result.There()
          : unknown("the answer does not name it");
    } catch (ResourceNotFoundException missing) {
      return new Result.Missing(
          "The event bus " + bus + " does not exist: events sent to it are lost");
    } catch (RuntimeException failure) { // a closed client throws more than SdkException
      return unknown(ErrorCodes.of(failure));
    }
  }

  private Result unknown(String reason) {
    return new Result.Unknown("The event bus " + bus + " could not be checked: " + reason);
  }
}
