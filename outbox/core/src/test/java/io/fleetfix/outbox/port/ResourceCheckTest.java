package io.fleetfix.outbox.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.port.ResourceCheck.Result;
import org.junit.jupiter.api.Test;

class ResourceCheckTest {
  @Test
  void whateverACheckThrowsIsUnknown() {
    ResourceCheck closed =
        () -> {
          throw new IllegalStateException("Closed");
        };
    ResourceCheck broken =
        () -> {
          throw new NoClassDefFoundError("Gone");
        };

    assertThat(Result.of(closed))
        .isEqualTo(new Result.Unknown("A check failed: java.lang.IllegalStateException: Closed"));
    assertThat(Result.of(broken))
        .isEqualTo(new Result.Unknown("A check failed: java.lang.NoClassDefFoundError: Gone"));
  }

  @Test
  void outOfMemoryIsNoResult() {
    ResourceCheck exhausted =
        () -> {
          throw new OutOfMemoryError("Java heap space");
        };

    assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> Result.of(exhausted));
  }
}
