package io.fleetfix.adapter.inmemory;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.aKey;
import static io.fleetfix.testing.fixture.Fixtures.aRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.Traceparent;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.Request;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Memory holds the keys of a day, not of all days. */
class RequestRetentionTest {
  private final InMemoryWorkshop workshop = new InMemoryWorkshop();

  @Test
  void keepsTheKeysOfOneDay() {
    List<Request> received = new ArrayList<>();
    for (int hour = 0; hour < 1_000; hour++) {
      received.add(commitAt(NOON.plus(Duration.ofHours(hour))));
    }

    assertThat(received.stream().filter(this::isStored).toList())
        .isEqualTo(received.subList(1_000 - 24, 1_000));
  }

  @Test
  void worksOffABacklogInSmallSteps() {
    List<Request> received = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      received.add(commitAt(NOON.plusMillis(i)));
    }

    commitAt(NOON.plus(Duration.ofDays(2)));
    assertThat(received.stream().filter(this::isStored).toList())
        .isEqualTo(received.subList(2, 10));
    commitAt(NOON.plus(Duration.ofDays(2)));
    assertThat(received.stream().filter(this::isStored).toList())
        .isEqualTo(received.subList(4, 10));
  }

  @Test
  void keepsANewRequestWhenTheExpiredOneOfItsKeyIsDue() {
    Request expired = commitAt(NOON);
    Request next = aRequest(expired.key(), expired.expiresAt());
    workshop.commit(Traceparent.NONE, List.of(Change.of(next)));

    commitAt(next.receivedAt());

    assertThat(workshop.find(next.aggregateId(), Request.class)).contains(next);
  }

  private Request commitAt(Instant time) {
    Request request = aRequest(aKey(), time);
    workshop.commit(Traceparent.NONE, List.of(Change.of(request)));
    return request;
  }

  private boolean isStored(Request request) {
    return workshop.find(request.aggregateId(), Request.class).isPresent();
  }
}
