package io.fleetfix.outbox.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestorationTest {
  private static final Crate FOURTH = Crate.inVersion(4);

  @Test
  void acceptsEventsOfThisAndEarlierVersions() {
    List<DomainEvent> lost = List.of(Crate.inVersion(1).moved(), FOURTH.moved());

    assertThat(new Restoration<>(FOURTH, lost).lost()).isEqualTo(lost);
  }

  @Test
  void refusesAnEmptyRestoration() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Restoration<>(FOURTH, List.of()))
        .returns("lost", InvalidValue::field);
  }

  @Test
  void refusesAnEventThatTheStateCannotHaveRaised() {
    for (Crate other : List.of(Crate.inVersion(5), new Crate("CRATE#2", new Version(4)))) {
      assertThatExceptionOfType(InvalidValue.class)
          .isThrownBy(() -> new Restoration<>(FOURTH, List.of(FOURTH.moved(), other.moved())))
          .returns("lost", InvalidValue::field);
    }
  }

  @Test
  void copiesTheGivenList() {
    List<DomainEvent> callersList = new ArrayList<>(List.of(FOURTH.moved()));
    Restoration<Crate> restoration = new Restoration<>(FOURTH, callersList);

    callersList.clear();

    assertThat(restoration.lost()).containsExactly(FOURTH.moved()).isUnmodifiable();
  }
}
