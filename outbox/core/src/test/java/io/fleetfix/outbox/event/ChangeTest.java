package io.fleetfix.outbox.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTest {
  private static final Crate FOURTH = Crate.inVersion(4);
  private static final Crate.Moved RAISED = FOURTH.moved();

  @Test
  void carriesTheStateAndItsEvents() {
    Change<Crate> change = Change.of(FOURTH, RAISED);

    assertThat(change.state()).isEqualTo(FOURTH);
    assertThat(change.events()).containsExactly(RAISED);
  }

  @Test
  void expectsThePreviousVersion() {
    assertThat(Change.of(FOURTH, RAISED).expected()).isEqualTo(new Version(3));
    assertThat(Change.of(Crate.inVersion(1)).expected()).isEqualTo(Version.NONE);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 2, 4, 5})
  void refusesAnyOtherExpectedVersion(long expected) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Change<>(FOURTH, List.of(RAISED), new Version(expected)))
        .returns("expected", InvalidValue::field);
  }

  @Test
  void refusesAStateWithoutAVersion() {
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> Change.of(Crate.inVersion(0)));
  }

  @Test
  void refusesAnEventOfAnotherAggregate() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Change.of(FOURTH, new Crate("CRATE#2", new Version(4)).moved()))
        .returns("events", InvalidValue::field);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 5})
  void refusesAnEventOfAnotherVersion(long sequence) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Change.of(FOURTH, Crate.inVersion(sequence).moved()))
        .returns("events", InvalidValue::field);
  }

  @Test
  void checksEveryEvent() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Change.of(FOURTH, RAISED, Crate.inVersion(3).moved()));
  }

  @Test
  void copiesTheGivenList() {
    List<DomainEvent> callersList = new ArrayList<>(List.of(RAISED));
    Change<Crate> change = new Change<>(FOURTH, callersList, new Version(3));

    callersList.clear();

    assertThat(change.events()).containsExactly(RAISED).isUnmodifiable();
  }

  @Test
  void canDropItsEvents() {
    assertThat(Change.of(FOURTH, RAISED).withoutEvents()).isEqualTo(Change.of(FOURTH));
  }
}
