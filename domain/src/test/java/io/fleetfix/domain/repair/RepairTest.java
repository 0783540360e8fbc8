package io.fleetfix.domain.repair;

import static io.fleetfix.domain.repair.SomeRepairs.ADA;
import static io.fleetfix.domain.repair.SomeRepairs.BRAKES;
import static io.fleetfix.domain.repair.SomeRepairs.BULB;
import static io.fleetfix.domain.repair.SomeRepairs.EUR;
import static io.fleetfix.domain.repair.SomeRepairs.GOLF;
import static io.fleetfix.domain.repair.SomeRepairs.ID;
import static io.fleetfix.domain.repair.SomeRepairs.OIL;
import static io.fleetfix.domain.repair.SomeRepairs.OPENED_AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.RepairState.Open;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RepairTest {
  @Test
  void opensAsTheFirstVersionWithoutWork() {
    Change<Repair> opened = Repair.open(ID, GOLF, ADA, "Squeals when braking", EUR, OPENED_AT);

    assertThat(opened.state()).isEqualTo(SomeRepairs.opened());
    assertThat(opened.expected()).isEqualTo(Version.NONE);
  }

  @Test
  void opensWithoutAnEvent() {
    Change<Repair> opened = Repair.open(ID, GOLF, ADA, "Squeals when braking", EUR, OPENED_AT);

    assertThat(opened.events()).isEmpty();
  }

  @Test
  void rejectsAnEmptyComplaint() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Repair.open(ID, GOLF, ADA, " ", EUR, OPENED_AT))
        .returns("complaint", InvalidValue::field);
  }

  @Test
  void truncatesItsOpeningTimeToMilliseconds() {
    Instant precise = OPENED_AT.plusNanos(123_456_789);

    Repair opened = Repair.open(ID, GOLF, ADA, "Squeals when braking", EUR, precise).state();

    assertThat(opened.openedAt()).isEqualTo(OPENED_AT.plusMillis(123));
  }

  @Test
  void hasAnAggregateIdThatIsUniqueAcrossKinds() {
    assertThat(SomeRepairs.opened().aggregateId()).isEqualTo("REPAIR#R-123");
    assertThat(Repair.aggregateId(ID)).isEqualTo("REPAIR#R-123");
  }

  @Test
  void totalsEveryPrice() {
    assertThat(SomeRepairs.inProgress().total()).isEqualTo(Money.parse("199.90", "EUR"));
  }

  @Test
  void totalsZeroWithoutWork() {
    assertThat(SomeRepairs.opened().total()).isEqualTo(Money.zero(EUR));
  }

  @Test
  void totalsTheHighestPriceOnEveryLine() {
    Money highest = new Money(Item.MAX_PRICE_MINOR_UNITS, EUR);
    List<WorkLine> work = new ArrayList<>();
    for (int n = 0; n < Repair.MAX_WORK_LINES; n++) {
      work.add(new WorkLine(new LineId("L-" + n), "Gold plating", highest));
    }

    Repair repair = SomeRepairs.stored(201, new Open(), work);

    assertThat(repair.total().amount()).isEqualTo("19999999998.00");
  }

  @Test
  void copiesTheListOfWorkLines() {
    List<WorkLine> callersList = new ArrayList<>(List.of(BRAKES, OIL));
    Repair repair = SomeRepairs.stored(3, new Open(), callersList);

    callersList.add(BULB);

    assertThat(repair.work()).containsExactly(BRAKES, OIL);
  }

  @Test
  void returnsAnUnmodifiableList() {
    List<WorkLine> work = SomeRepairs.inProgress().work();

    assertThat(work).isUnmodifiable();
  }
}
