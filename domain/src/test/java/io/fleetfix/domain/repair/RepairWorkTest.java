package io.fleetfix.domain.repair;

import static io.fleetfix.domain.repair.Decisions.accepted;
import static io.fleetfix.domain.repair.SomeRepairs.BRAKES;
import static io.fleetfix.domain.repair.SomeRepairs.BULB;
import static io.fleetfix.domain.repair.SomeRepairs.OIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.RepairState.Completed;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision.AlreadyDone;
import io.fleetfix.outbox.event.Decision.Refused;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RepairWorkTest {
  @Test
  void addsALineAtTheEndAsTheNextVersion() {
    Repair before = SomeRepairs.inProgress();

    Change<Repair> added = accepted(before.addWork(BULB));

    assertThat(added.expected()).isEqualTo(before.version());
    assertThat(added.state())
        .isEqualTo(SomeRepairs.stored(4, before.state(), Stream.of(BRAKES, OIL, BULB).toList()));
  }

  @Test
  void addsALineWithoutAnEvent() {
    assertThat(accepted(SomeRepairs.inProgress().addWork(BULB)).events()).isEmpty();
  }

  @Test
  void doesNotModifyThePreviousState() {
    Repair before = SomeRepairs.inProgress();

    accepted(before.addWork(BULB));

    assertThat(before).isEqualTo(SomeRepairs.inProgress());
  }

  @ParameterizedTest
  @MethodSource("inEveryState")
  void recognisesARepeatedLine(Repair repair) {
    assertThat(repair.addWork(OIL)).isEqualTo(new AlreadyDone<>(repair));
  }

  @ParameterizedTest
  @MethodSource("inEveryState")
  void recognisesALineByItsIdAlone(Repair repair) {
    WorkLine sameId = SomeRepairs.line("L-2", "Something else", "1.00");

    assertThat(repair.addWork(sameId)).isEqualTo(new AlreadyDone<>(repair));
  }

  @ParameterizedTest
  @MethodSource("inEveryState")
  void rejectsAPriceInAnotherCurrency(Repair repair) {
    WorkLine inYen = new WorkLine(BULB.lineId(), "Bulb, left", Money.parse("700", "JPY"));

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> repair.addWork(inYen))
        .returns("price.currency", InvalidValue::field)
        .returns("must be EUR", InvalidValue::problem);
  }

  @Test
  void refusesWorkOnACompletedRepair() {
    assertThat(SomeRepairs.completed().addWork(BULB)).isEqualTo(new Refused<>(Refusal.COMPLETED));
  }

  @Test
  void refusesWorkOnACancelledRepair() {
    assertThat(SomeRepairs.cancelled().addWork(BULB)).isEqualTo(new Refused<>(Refusal.CANCELLED));
  }

  @Test
  void acceptsTheTwoHundredthLine() {
    Repair added = accepted(SomeRepairs.withLines(199).addWork(BULB)).state();

    assertThat(added.work()).hasSize(200).endsWith(BULB);
  }

  @Test
  void refusesTheTwoHundredAndFirstLine() {
    assertThat(SomeRepairs.withLines(200).addWork(BULB))
        .isEqualTo(new Refused<>(Refusal.WORK_LIMIT));
  }

  @Test
  void recognisesARepeatedLineAtTheLimit() {
    Repair full = SomeRepairs.withLines(200);

    assertThat(full.addWork(SomeRepairs.line("L-OLD200", "Work 200", "200.00")))
        .isEqualTo(new AlreadyDone<>(full));
  }

  @Test
  void reportsCompletedRatherThanTheLimit() {
    Repair full =
        SomeRepairs.stored(
            202, new Completed(SomeRepairs.CLOSED_AT), SomeRepairs.withLines(200).work());

    assertThat(full.addWork(BULB)).isEqualTo(new Refused<>(Refusal.COMPLETED));
  }

  static Stream<Repair> inEveryState() {
    return Stream.of(SomeRepairs.inProgress(), SomeRepairs.completed(), SomeRepairs.cancelled());
  }
}
