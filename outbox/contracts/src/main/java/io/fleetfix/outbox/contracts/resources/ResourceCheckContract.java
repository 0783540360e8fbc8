package io.fleetfix.outbox.contracts.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.contracts.resources.DeadEndpoint.Death;
import io.fleetfix.outbox.port.ResourceCheck;
import io.fleetfix.outbox.port.ResourceCheck.Result;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of every {@link ResourceCheck} that asks another process. */
public interface ResourceCheckContract {
  /** The check of a resource that would be at this address. */
  ResourceCheck checkAt(URI endpoint);

  @ParameterizedTest
  @EnumSource
  default void aDeadResourceIsUnknownAndNeverThere(Death death) throws Exception {
    try (DeadEndpoint endpoint = DeadEndpoint.of(death)) {
      assertThat(Result.of(checkAt(endpoint.uri())))
          .isInstanceOfSatisfying(
              Result.Unknown.class, unknown -> assertThat(unknown.reason()).isNotBlank());
    }
  }
}
