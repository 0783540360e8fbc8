package io.fleetfix.domain.repair;

import static io.fleetfix.domain.repair.Decisions.accepted;
import static io.fleetfix.domain.repair.SomeRepairs.CLOSED_AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.domain.repair.RepairState.Open;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision;
import io.fleetfix.outbox.event.Decision.Accepted;
import io.fleetfix.outbox.event.Decision.AlreadyDone;
import io.fleetfix.outbox.event.Decision.Refused;
import io.fleetfix.outbox.event.Version;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepairSizeTest {
  private static final String LONGEST = "🚗".repeat(500);

  @Test
  void countsBytesAndNotCharacters() {
    int without = SomeRepairs.opened().sizeInBytes();

    for (String text : List.of("a", "é", "漢", "🚗")) {
      Repair repair = accepted(SomeRepairs.opened().addWork(line(1, text))).state();

      assertThat(repair.sizeInBytes() - without - 220)
          .isEqualTo(text.codePoints().map(RepairSizeTest::bytesInUtf8).sum());
    }
  }

  private static int bytesInUtf8(int codePoint) {
    return codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "é", "漢"})
  void holdsEveryTextAtItsLimitUnlessCharactersHaveFourBytes(String character) {
    String text = character.repeat(500);
    Repair repair = opened(text);
    for (int n = 1; n <= Repair.MAX_WORK_LINES; n++) {
      repair = accepted(repair.addWork(line(n, text))).state();
    }

    assertThat(repair.sizeInBytes()).isLessThanOrEqualTo(370_000);
  }

  @Test
  void refusesTheLineThatPassesTheLimit() {
    Repair full = full();
    int left = Repair.MAX_BYTES - full.sizeInBytes() - 220;

    assertThat(full.work().size()).isEqualTo(160);
    assertThat(left).isEqualTo(565);
    assertThat(refusal(full.addWork(line(200, ofBytes(left + 1))))).isEqualTo(Refusal.TOO_LARGE);
    assertThat(accepted(full.addWork(line(200, ofBytes(left)))).state().sizeInBytes())
        .isEqualTo(370_000);
  }

  private static String ofBytes(int bytes) {
    return "🚗".repeat(bytes / 4) + "a".repeat(bytes % 4);
  }

  /** Compared without the repair, which would fill the report of a failure. */
  private static Refusal refusal(Decision<Repair, Refusal> decision) {
    if (decision instanceof Refused<Repair, Refusal>(Refusal refusal)) {
      return refusal;
    }
    throw new AssertionError("Not refused, but " + decision.getClass());
  }

  @Test
  void recognisesARepeatedLineOfAFullRepair() {
    Repair full = full();

    assertThat(full.addWork(line(1, LONGEST)).equals(new AlreadyDone<>(full))).isTrue();
  }

  @Test
  void closesAFullRepairWithoutMakingItLarger() {
    Repair full = full();

    Repair completed = accepted(full.complete(CLOSED_AT)).state();
    Repair cancelled = accepted(full.cancel(LONGEST, CLOSED_AT)).state();

    assertThat(List.of(completed.sizeInBytes(), cancelled.sizeInBytes()))
        .containsOnly(full.sizeInBytes());
  }

  /** An older release stored it. */
  @Test
  void closesARepairThatIsLargerThanTheLimit() {
    List<WorkLine> work = IntStream.rangeClosed(1, 190).mapToObj(n -> line(n, LONGEST)).toList();
    Repair larger = SomeRepairs.stored(191, new Open(), work);

    assertThat(larger.sizeInBytes()).isGreaterThan(Repair.MAX_BYTES);
    assertThat(refusal(larger.addWork(line(200, "a")))).isEqualTo(Refusal.TOO_LARGE);
    assertThat(accepted(larger.complete(CLOSED_AT)).events()).hasSize(1);
    assertThat(accepted(larger.cancel(LONGEST, CLOSED_AT)).events()).hasSize(1);
  }

  /** A repair with the longest texts, to which no further line of this length can be added. */
  private static Repair full() {
    Repair repair = opened(LONGEST);
    for (int n = 1; ; n++) {
      Decision<Repair, Refusal> decision = repair.addWork(line(n, LONGEST));
      if (!(decision instanceof Accepted<Repair, Refusal>(Change<Repair> change, var others))) {
        return repair;
      }
      repair = change.state();
    }
  }

  private static Repair opened(String text) {
    return new Repair(
        SomeRepairs.ID,
        Version.FIRST,
        SomeRepairs.EUR,
        new Open(),
        new Vehicle(text, text, text),
        new Customer(text, "ada@example.com"),
        text,
        List.of(),
        SomeRepairs.OPENED_AT);
  }

  private static WorkLine line(int number, String description) {
    return SomeRepairs.line("L-" + number, description, "1.00");
  }
}
