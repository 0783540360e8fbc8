package io.fleetfix.application.repair;

import static io.fleetfix.application.repair.SomeRepairs.ID;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.repair.RepairOutcome.Done;
import io.fleetfix.application.repair.RepairOutcome.NotFound;
import io.fleetfix.application.repair.RepairOutcome.OtherVersion;
import io.fleetfix.domain.Money;
import io.fleetfix.domain.Repair;
import io.fleetfix.domain.RepairId;
import io.fleetfix.domain.Version;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Commands that are meant for a repair as somebody has seen it, and for no later one. */
class OnlyAtVersionTest {
  private static final Money PRICE = Money.parse("4.05", "EUR");

  private final RepairStore store = new RepairStore(SomeRepairs.inProgress());
  private final Version seen = store.theRepair().version();

  @Test
  void doesItsWorkInTheVersionThatWasSeen() {
    assertThat(addWork().onlyAt(seen).add(ID, "Bulb, left", PRICE)).isInstanceOf(Done.class);
    assertThat(complete().onlyAt(seen.next()).complete(ID)).isInstanceOf(Done.class);

    assertThat(store.theRepair().version()).isEqualTo(seen.next().next());
    assertThat(store.outbox()).hasSize(1);
  }

  @Test
  void cancelsTheVersionThatWasSeen() {
    assertThat(cancel().onlyAt(seen).cancel(ID, "Sold")).isInstanceOf(Done.class);

    assertThat(store.outbox()).hasSize(1);
  }

  @Test
  void doesNothingInAnyOther() {
    Repair before = store.theRepair();

    for (Function<Version, RepairOutcome> command : commands(ID)) {
      assertThat(command.apply(seen.next())).isEqualTo(new OtherVersion());
      assertThat(command.apply(seen.previous())).isEqualTo(new OtherVersion());
    }

    assertThat(store.theRepair()).isEqualTo(before);
    assertThat(store.outbox()).isEmpty();
  }

  @Test
  void doesNothingWhenSomebodyElseWasFaster() {
    store.overtakeWith(SomeRepairs.furtherInProgress());

    assertThat(complete().onlyAt(seen).complete(ID)).isEqualTo(new OtherVersion());

    assertThat(store.outbox()).isEmpty();
  }

  @Test
  void knowsAnUnknownRepairStill() {
    for (Function<Version, RepairOutcome> command : commands(new RepairId("R-9"))) {
      assertThat(command.apply(seen)).isEqualTo(new NotFound());
    }
  }

  private List<Function<Version, RepairOutcome>> commands(RepairId id) {
    return List.of(
        version -> addWork().onlyAt(version).add(id, "Bulb, left", PRICE),
        version -> complete().onlyAt(version).complete(id),
        version -> cancel().onlyAt(version).cancel(id, "Sold"));
  }

  private AddWork addWork() {
    return new AddWork(store, store, store, new SplittableRandom(1), () -> TWO_O_CLOCK);
  }

  private CompleteRepair complete() {
    return new CompleteRepair(store, store, () -> TWO_O_CLOCK);
  }

  private CancelRepair cancel() {
    return new CancelRepair(store, store, () -> TWO_O_CLOCK);
  }
}
