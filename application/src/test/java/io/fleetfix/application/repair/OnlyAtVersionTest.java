package io.fleetfix.application.repair;

import static io.fleetfix.application.SomeRepairs.ANY_PRINT;
import static io.fleetfix.application.SomeRepairs.ID;
import static io.fleetfix.application.SomeRepairs.WITHOUT_PROFILE;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.SomeRepairs;
import io.fleetfix.application.invoice.ChargeCheck;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.Billing;
import io.fleetfix.domain.repair.Charge;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.command.Outcome;
import io.fleetfix.outbox.command.Outcome.Done;
import io.fleetfix.outbox.command.Outcome.NotFound;
import io.fleetfix.outbox.command.Outcome.OtherVersion;
import io.fleetfix.outbox.event.Version;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Commands that apply to the version the caller has seen and to no other. */
class OnlyAtVersionTest {
  private static final Charge BULB =
      new Charge(Item.labour("Bulb, left", Money.parse("4.05", "EUR")), Optional.empty());

  private final RepairStore store = new RepairStore(SomeRepairs.inProgress());
  private final Version seen = store.theRepair().version();

  @Test
  void changesTheVersionThatWasSeen() {
    assertThat(addWork().add(ID, BULB, CommandOptions.onlyAt(seen))).isInstanceOf(Done.class);
    assertThat(complete().complete(ID, Billing.INVOICE, CommandOptions.onlyAt(seen.next())))
        .isInstanceOf(Done.class);

    assertThat(store.theRepair().version()).isEqualTo(seen.next().next());
    assertThat(store.outbox()).hasSize(1);
  }

  @Test
  void cancelsTheVersionThatWasSeen() {
    assertThat(cancel().cancel(ID, "Sold", CommandOptions.onlyAt(seen))).isInstanceOf(Done.class);

    assertThat(store.outbox()).hasSize(1);
  }

  @Test
  void changesNoOtherVersion() {
    Repair before = store.theRepair();

    for (Function<Version, Outcome<Repair, Refusal>> command : commands(ID)) {
      assertThat(command.apply(seen.next())).isEqualTo(new OtherVersion<>());
      assertThat(command.apply(seen.previous())).isEqualTo(new OtherVersion<>());
    }

    assertThat(store.theRepair()).isEqualTo(before);
    assertThat(store.outbox()).isEmpty();
  }

  @Test
  void changesNothingAfterAConcurrentCommit() {
    store.overtakeWith(SomeRepairs.furtherInProgress());

    assertThat(complete().complete(ID, Billing.INVOICE, CommandOptions.onlyAt(seen)))
        .isEqualTo(new OtherVersion<>());

    assertThat(store.outbox()).isEmpty();
  }

  @Test
  void reportsAnUnknownRepairAsNotFound() {
    for (Function<Version, Outcome<Repair, Refusal>> command : commands(new RepairId("R-9"))) {
      assertThat(command.apply(seen)).isEqualTo(new NotFound<>());
    }
  }

  private List<Function<Version, Outcome<Repair, Refusal>>> commands(RepairId id) {
    return List.of(
        version -> addWork().add(id, BULB, CommandOptions.onlyAt(version)),
        version -> complete().complete(id, Billing.INVOICE, CommandOptions.onlyAt(version)),
        version -> cancel().cancel(id, "Sold", CommandOptions.onlyAt(version)));
  }

  private AddWork addWork() {
    return new AddWork(
        store.command(() -> TWO_O_CLOCK),
        new ChargeCheck(WITHOUT_PROFILE, ANY_PRINT),
        new SplittableRandom(1));
  }

  private CompleteRepair complete() {
    return new CompleteRepair(store.command(() -> TWO_O_CLOCK), WITHOUT_PROFILE, () -> TWO_O_CLOCK);
  }

  private CancelRepair cancel() {
    return new CancelRepair(store.command(() -> TWO_O_CLOCK), () -> TWO_O_CLOCK);
  }
}
