package io.fleetfix.domain;

import static io.fleetfix.domain.SomeRepairs.CLOSED_AT;
import static io.fleetfix.domain.SomeRepairs.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeTest {
  private static final RepairCompleted RAISED = new RepairCompleted(ID, new Version(4), CLOSED_AT);

  @Test
  void carriesTheStateAndItsEvents() {
    Change<Repair> change = Change.of(SomeRepairs.completed(), RAISED);

    assertThat(change.state()).isEqualTo(SomeRepairs.completed());
    assertThat(change.events()).containsExactly(RAISED);
  }

  @Test
  void expectsTheVersionBefore() {
    assertThat(Change.of(SomeRepairs.completed(), RAISED).expected()).isEqualTo(new Version(3));
  }

  @Test
  void expectsNothingBeforeTheFirstVersion() {
    assertThat(Change.of(SomeRepairs.opened()).expected()).isEqualTo(Version.NONE);
  }

  @Test
  void refusesAnEventOfAnotherAggregateOfItsKind() {
    RepairCompleted others = new RepairCompleted(new RepairId("R-9"), new Version(4), CLOSED_AT);

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Change.of(SomeRepairs.completed(), others))
        .returns("events", InvalidValue::field);
  }

  @Test
  void refusesAnEventOfAnotherKindOfAggregate() {
    InvoiceIssued invoices = new InvoiceIssued(ID, new Version(4), CLOSED_AT);

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Change.of(SomeRepairs.completed(), invoices))
        .returns("events", InvalidValue::field);
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 5})
  void refusesAnEventOfAnotherVersion(long sequence) {
    RepairCompleted stale = new RepairCompleted(ID, new Version(sequence), CLOSED_AT);

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Change.of(SomeRepairs.completed(), stale))
        .returns("events", InvalidValue::field);
  }

  @Test
  void looksAtEveryEvent() {
    RepairCompleted stale = new RepairCompleted(ID, new Version(3), CLOSED_AT);

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Change.of(SomeRepairs.completed(), RAISED, stale));
  }

  @Test
  void isNotChangedThroughTheListItWasMadeFrom() {
    List<DomainEvent> callersList = new ArrayList<>(List.of(RAISED));
    Change<Repair> change = new Change<>(SomeRepairs.completed(), callersList, new Version(3));

    callersList.clear();

    assertThat(change.events()).containsExactly(RAISED).isUnmodifiable();
  }

  @Test
  void retellsWhatAStoredStateRaised() {
    Change<Repair> retold = Change.retelling(SomeRepairs.completed(), RAISED);

    assertThat(retold.expected()).isEqualTo(SomeRepairs.completed().version());
    assertThat(retold.events()).containsExactly(RAISED);
    assertThat(retold.isRetelling()).isTrue();
    assertThat(Change.of(SomeRepairs.completed(), RAISED).isRetelling()).isFalse();
  }

  @Test
  void hasSomethingToWrite() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Change.retelling(SomeRepairs.completed()))
        .returns("expected", InvalidValue::field);
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new Change<>(SomeRepairs.completed(), List.of(), new Version(5)))
        .returns("expected", InvalidValue::field);
  }

  @Test
  void canKeepItsEventsToItself() {
    Change<Repair> silent = Change.of(SomeRepairs.completed(), RAISED).silent();

    assertThat(silent).isEqualTo(Change.of(SomeRepairs.completed()));
  }
}
