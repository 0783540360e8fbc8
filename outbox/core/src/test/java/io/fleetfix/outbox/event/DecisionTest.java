package io.fleetfix.outbox.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.event.Decision.Accepted;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {
  private static final Change<Crate> CHANGE = Change.of(Crate.inVersion(2));
  private static final Change<Crate> OTHER = Change.of(new Crate("CRATE#2", new Version(5)));

  @Test
  void anAcceptedChangeConcernsNoOtherAggregateUnlessItSaysSo() {
    assertThat(new Accepted<Crate, String>(CHANGE)).isEqualTo(new Accepted<>(CHANGE, List.of()));
    assertThat(new Accepted<Crate, String>(CHANGE, List.of(OTHER)).others()).containsExactly(OTHER);
  }

  @Test
  void copiesTheListOfOtherChanges() {
    List<Change<?>> callersList = new ArrayList<>(List.of(OTHER));
    Accepted<Crate, String> accepted = new Accepted<>(CHANGE, callersList);

    callersList.clear();

    assertThat(accepted.others()).hasSize(1).isUnmodifiable();
  }
}
