package io.fleetfix.domain.repair;

import static io.fleetfix.domain.repair.Decisions.accepted;
import static io.fleetfix.domain.repair.SomeRepairs.ADA;
import static io.fleetfix.domain.repair.SomeRepairs.BRAKES;
import static io.fleetfix.domain.repair.SomeRepairs.OIL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.domain.contact.Country;
import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.contact.Language;
import io.fleetfix.domain.contact.PostalAddress;
import io.fleetfix.domain.contact.VatId;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.RepairState.Open;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision.AlreadyDone;
import io.fleetfix.outbox.event.Decision.Refused;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A wrong line or customer can be corrected while the repair is open, and never afterwards. */
class RepairCorrectionTest {
  private static final Repair OPEN = SomeRepairs.inProgress();
  private static final WorkLine REAR = SomeRepairs.line("L-1", "Brake pads, rear", "110.00");
  private static final WorkLine UNKNOWN = SomeRepairs.line("L-9", "Wipers", "9.00");
  private static final Customer COMPANY =
      new Customer(
          "Fuhrpark Muster GmbH",
          Optional.of(new EmailAddress("office@example.at")),
          Customer.Kind.COMPANY,
          Optional.of(
              new PostalAddress(
                  List.of("Ringstraße 3"), "1010", "Wien", Optional.empty(), new Country("AT"))),
          Optional.of(new VatId("ATU12345678")),
          Optional.of(Language.GERMAN));

  @Test
  void correctsALineInItsPlaceAsTheNextVersion() {
    Change<Repair> corrected = accepted(OPEN.correctWork(REAR));

    assertThat(corrected.expected()).isEqualTo(OPEN.version());
    assertThat(corrected.state()).isEqualTo(SomeRepairs.stored(4, new Open(), List.of(REAR, OIL)));
    assertThat(corrected.events()).isEmpty();
  }

  @Test
  void correctingALineToWhatItIsChangesNothing() {
    assertThat(OPEN.correctWork(BRAKES)).isEqualTo(new AlreadyDone<>(OPEN));
  }

  @Test
  void removesALineAndKeepsTheOthers() {
    Change<Repair> removed = accepted(OPEN.removeWork(BRAKES.lineId()));

    assertThat(removed.state()).isEqualTo(SomeRepairs.stored(4, new Open(), List.of(OIL)));
    assertThat(removed.events()).isEmpty();
  }

  @Test
  void refusesALineThatIsNotThere() {
    assertThat(OPEN.correctWork(UNKNOWN)).isEqualTo(new Refused<>(Refusal.UNKNOWN_LINE));
    assertThat(OPEN.removeWork(UNKNOWN.lineId())).isEqualTo(new Refused<>(Refusal.UNKNOWN_LINE));
  }

  /** Otherwise a repeated request to remove a line could remove another one. */
  @Test
  void neverRemovesALineTwice() {
    Repair removed = accepted(OPEN.removeWork(BRAKES.lineId())).state();

    assertThat(removed.removeWork(BRAKES.lineId())).isEqualTo(new Refused<>(Refusal.UNKNOWN_LINE));
  }

  @Test
  void rejectsAPriceInAnotherCurrency() {
    WorkLine inYen = new WorkLine(BRAKES.lineId(), "Brake pads", Money.parse("7000", "JPY"));

    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> OPEN.correctWork(inYen))
        .returns("price.currency", InvalidValue::field);
  }

  @Test
  void changesWhoPaysButNotTheEmailAddressOfTheOpening() {
    Change<Repair> changed = accepted(OPEN.changeCustomer(COMPANY));

    assertThat(changed.state().customer()).isEqualTo(COMPANY.with(ADA.email()));
    assertThat(changed.state().version()).isEqualTo(OPEN.version().next());
    assertThat(changed.state().work()).isEqualTo(OPEN.work());
    assertThat(changed.events()).isEmpty();
  }

  @Test
  void changingToTheSameCustomerChangesNothing() {
    assertThat(OPEN.changeCustomer(ADA)).isEqualTo(new AlreadyDone<>(OPEN));
    assertThat(OPEN.changeCustomer(ADA.with(Optional.empty()))).isEqualTo(new AlreadyDone<>(OPEN));
  }

  @Test
  void changesNothingOfACompletedRepair() {
    changesNothing(SomeRepairs.completed(), Refusal.COMPLETED);
  }

  @Test
  void changesNothingOfACancelledRepair() {
    changesNothing(SomeRepairs.cancelled(), Refusal.CANCELLED);
  }

  private static void changesNothing(Repair closed, Refusal refusal) {
    assertThat(closed.correctWork(REAR)).isEqualTo(new Refused<>(refusal));
    assertThat(closed.correctWork(UNKNOWN)).isEqualTo(new Refused<>(refusal));
    assertThat(closed.removeWork(BRAKES.lineId())).isEqualTo(new Refused<>(refusal));
    assertThat(closed.removeWork(UNKNOWN.lineId())).isEqualTo(new Refused<>(refusal));
    assertThat(closed.changeCustomer(COMPANY)).isEqualTo(new Refused<>(refusal));
    assertThat(closed.changeCustomer(ADA)).isEqualTo(new Refused<>(refusal));
  }

  /** An earlier release counted fewer bytes for a line, and stored repairs above today's limit. */
  @Test
  void removesALineOfARepairThatIsTooLarge() {
    List<WorkLine> lines =
        IntStream.range(0, 220)
            .mapToObj(i -> SomeRepairs.line("L-" + i, "\ud83d\ude97".repeat(500), "1.00"))
            .toList();
    Repair tooLarge = SomeRepairs.stored(3, new Open(), lines);
    assertThat(tooLarge.sizeInBytes()).isGreaterThan(Repair.MAX_BYTES + 3_000);

    assertThat(accepted(tooLarge.removeWork(lines.getFirst().lineId())).state().work())
        .hasSize(lines.size() - 1);
  }

  @Test
  void refusesACorrectionThatMakesTheRepairTooLarge() {
    Repair almostFull = almostFull();
    WorkLine longer = SomeRepairs.line("L-1", "🚗".repeat(500), "1.00");
    Customer longName = new Customer("🚗".repeat(500), Optional.empty());

    assertThat(almostFull.correctWork(longer)).isEqualTo(new Refused<>(Refusal.TOO_LARGE));
    assertThat(almostFull.changeCustomer(longName)).isEqualTo(new Refused<>(Refusal.TOO_LARGE));
  }

  private static Repair almostFull() {
    Repair repair = accepted(SomeRepairs.opened().addWork(BRAKES)).state();
    for (int n = 2; Repair.MAX_BYTES - repair.sizeInBytes() > 2_300; n++) {
      repair =
          accepted(repair.addWork(SomeRepairs.line("L-" + n, "🚗".repeat(500), "1.00"))).state();
    }
    int left = Repair.MAX_BYTES - repair.sizeInBytes() - 220;
    return left < 4
        ? repair
        : accepted(repair.addWork(SomeRepairs.line("L-200", "🚗".repeat(left / 4), "1.00")))
            .state();
  }
}
