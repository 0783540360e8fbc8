package io.fleetfix.adapter.eventbridge;

import io.fleetfix.outbox.contracts.resources.ResourceCheckContract;
import io.fleetfix.outbox.port.ResourceCheck;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** {@link EventBridgeContract} tests the buses that exist or are missing. */
class BusCheckTest implements ResourceCheckContract {
  @Override
  public ResourceCheck checkAt(URI endpoint) {
    EventBridgeConnection connection =
        EventBridgeConnection.to(
            endpoint, Region.EU_CENTRAL_1, AnonymousCredentialsProvider.create());
    return new BusCheck(connection.events(), "parcels");
  }
}
