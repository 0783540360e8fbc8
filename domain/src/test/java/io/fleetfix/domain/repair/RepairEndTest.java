package io.fleetfix.domain.repair;

import static io.fleetfix.domain.repair.Decisions.accepted;
import static io.fleetfix.domain.repair.SomeRepairs.CLOSED_AT;
import static io.fleetfix.domain.repair.SomeRepairs.ID;
import static io.fleetfix.domain.repair.SomeRepairs.LATER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.domain.repair.RepairState.Completed;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision.AlreadyDone;
import io.fleetfix.outbox.event.Decision.Refused;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RepairEndTest {
  @Test
  void completesAnOpenRepairAsTheNextVersion() {
    Repair before = SomeRepairs.inProgress();

    Change<Repair> completion = accepted(before.complete(CLOSED_AT));

    assertThat(completion.expected()).isEqualTo(before.version());
    assertThat(completion.state()).isEqualTo(SomeRepairs.completed());
  }

  @Test
  void raisesOneEventWhenCompleted() {
    Change<Repair> completion = accepted(SomeRepairs.inProgress().complete(CLOSED_AT));

    assertThat(completion.events())
        .containsExactly(new RepairCompleted(ID, new Version(4), CLOSED_AT));
  }

  @Test
  void completesARepairWithoutWork() {
    Repair completed = accepted(SomeRepairs.opened().complete(CLOSED_AT)).state();

    assertThat(completed.state().status()).isEqualTo(RepairStatus.COMPLETED);
    assertThat(completed.work()).isEmpty();
  }

  @Test
  void completesWarrantyWorkWithTheSameEventAndWithoutAnInvoice() {
    Change<Repair> completion =
        accepted(SomeRepairs.inProgress().complete(CLOSED_AT, Billing.WARRANTY));

    Repair completed = completion.state();
    assertThat(completed.state()).isEqualTo(new Completed(CLOSED_AT, Billing.WARRANTY));
    assertThat(completed.isInvoiced()).isFalse();
    assertThat(completed.completion()).contains(CLOSED_AT);
    assertThat(completion.events())
        .containsExactly(new RepairCompleted(ID, new Version(4), CLOSED_AT));
  }

  @Test
  void keepsTheFirstBillingWhenCompletedAgain() {
    Repair invoiced = SomeRepairs.completed();
    Repair underWarranty =
        SomeRepairs.stored(4, new Completed(CLOSED_AT, Billing.WARRANTY), invoiced.work());

    assertThat(invoiced.complete(LATER, Billing.WARRANTY)).isEqualTo(new AlreadyDone<>(invoiced));
    assertThat(underWarranty.complete(LATER)).isEqualTo(new AlreadyDone<>(underWarranty));
  }

  @Test
  void isInvoicedOnlyIfItIsCompleted() {
    assertThat(SomeRepairs.completed().isInvoiced()).isTrue();
    assertThat(SomeRepairs.inProgress().isInvoiced()).isFalse();
    assertThat(SomeRepairs.cancelled().isInvoiced()).isFalse();
    assertThat(SomeRepairs.inProgress().completion()).isEmpty();
    assertThat(SomeRepairs.cancelled().completion()).isEmpty();
  }

  @Test
  void refusesToCompleteACancelledRepairUnderWarranty() {
    assertThat(SomeRepairs.cancelled().complete(LATER, Billing.WARRANTY))
        .isEqualTo(new Refused<>(Refusal.CANCELLED));
  }

  @Test
  void keepsTheFirstTimeWhenCompletedAgain() {
    Repair completed = SomeRepairs.completed();

    assertThat(completed.complete(LATER)).isEqualTo(new AlreadyDone<>(completed));
  }

  @Test
  void refusesToCompleteACancelledRepair() {
    assertThat(SomeRepairs.cancelled().complete(LATER)).isEqualTo(new Refused<>(Refusal.CANCELLED));
  }

  @Test
  void cancelsAnOpenRepairAsTheNextVersion() {
    Repair before = SomeRepairs.inProgress();

    Change<Repair> cancellation = accepted(before.cancel("Sold abroad", CLOSED_AT));

    assertThat(cancellation.expected()).isEqualTo(before.version());
    assertThat(cancellation.state()).isEqualTo(SomeRepairs.cancelled());
  }

  @Test
  void raisesOneEventWhenCancelled() {
    Change<Repair> cancellation =
        accepted(SomeRepairs.inProgress().cancel("Sold abroad", CLOSED_AT));

    assertThat(cancellation.events())
        .containsExactly(new RepairCancelled(ID, new Version(4), CLOSED_AT));
  }

  @Test
  void keepsTheFirstReasonWhenCancelledAgain() {
    Repair cancelled = SomeRepairs.cancelled();

    assertThat(cancelled.cancel("Changed my mind", LATER)).isEqualTo(new AlreadyDone<>(cancelled));
  }

  @Test
  void refusesToCancelACompletedRepair() {
    assertThat(SomeRepairs.completed().cancel("Sold abroad", LATER))
        .isEqualTo(new Refused<>(Refusal.COMPLETED));
  }

  @ParameterizedTest
  @MethodSource("inEveryState")
  void rejectsACancellationWithoutAReason(Repair repair) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> repair.cancel("\t", LATER))
        .returns("reason", InvalidValue::field);
  }

  @Test
  void doesNotModifyThePreviousState() {
    Repair before = SomeRepairs.inProgress();

    accepted(before.complete(CLOSED_AT));
    accepted(before.cancel("Sold abroad", CLOSED_AT));

    assertThat(before).isEqualTo(SomeRepairs.inProgress());
  }

  @Test
  void hasNoClosingEventWhileOpen() {
    assertThat(SomeRepairs.inProgress().closingEvent()).isEmpty();
  }

  @Test
  void derivesTheCompletionEventFromTheStoredState() {
    Change<Repair> completion = accepted(SomeRepairs.inProgress().complete(CLOSED_AT));
    RepairEvent derived = SomeRepairs.completed().closingEvent().orElseThrow();

    assertThat(completion.events()).containsExactly(derived);
    assertThat(completion.events().getFirst().eventId()).isEqualTo(derived.eventId());
  }

  @Test
  void derivesTheCancellationEventFromTheStoredState() {
    Change<Repair> cancellation =
        accepted(SomeRepairs.inProgress().cancel("Sold abroad", CLOSED_AT));
    RepairEvent derived = SomeRepairs.cancelled().closingEvent().orElseThrow();

    assertThat(cancellation.events()).containsExactly(derived);
    assertThat(cancellation.events().getFirst().eventId()).isEqualTo(derived.eventId());
  }

  @Test
  void truncatesItsEndToMilliseconds() {
    Instant precise = CLOSED_AT.plusNanos(123_456_789);

    Change<Repair> completion = accepted(SomeRepairs.inProgress().complete(precise));
    Change<Repair> cancellation = accepted(SomeRepairs.inProgress().cancel("Sold", precise));

    Instant kept = CLOSED_AT.plusMillis(123);
    assertThat(completion.state().state()).isEqualTo(new RepairState.Completed(kept));
    assertThat(completion.events().getFirst().occurredAt()).isEqualTo(kept);
    assertThat(cancellation.state().state()).isEqualTo(new RepairState.Cancelled(kept, "Sold"));
    assertThat(cancellation.events().getFirst().occurredAt()).isEqualTo(kept);
  }

  static Stream<Repair> inEveryState() {
    return Stream.of(SomeRepairs.inProgress(), SomeRepairs.completed(), SomeRepairs.cancelled());
  }
}
