package io.fleetfix.domain.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.repair.RepairState.Cancelled;
import io.fleetfix.domain.repair.RepairState.Completed;
import io.fleetfix.domain.repair.RepairState.Open;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision;
import io.fleetfix.outbox.event.Decision.Accepted;
import io.fleetfix.outbox.event.Decision.AlreadyDone;
import io.fleetfix.outbox.event.Decision.Refused;
import io.fleetfix.outbox.event.DomainEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Invariants that hold after any sequence of commands: random histories from fixed seeds. */
class RepairInvariantsTest {
  private static final int HISTORIES = 3_000;
  private static final int COMMANDS = 25;

  /** Which decisions occurred in which state: the test fails if a case is no longer covered. */
  private final Set<String> met = new TreeSet<>();

  @Test
  void keepsItsInvariantsThroughEveryHistory() {
    for (long seed = 0; seed < HISTORIES; seed++) {
      runHistory(seed);
    }

    assertThat(met)
        .containsExactly(
            "CANCELLED AlreadyDone",
            "CANCELLED Refused CANCELLED",
            "COMPLETED AlreadyDone",
            "COMPLETED Refused COMPLETED",
            "OPEN Accepted",
            "OPEN AlreadyDone",
            "OPEN Refused UNKNOWN_LINE",
            "OPEN Refused WORK_LIMIT");
  }

  private void runHistory(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Repair repair = SomeRepairs.withLines(random.nextInt(5) == 0 ? 195 : random.nextInt(3));
    List<DomainEvent> raised = new ArrayList<>();
    for (int step = 1; step <= COMMANDS; step++) {
      Repair before = repair;
      Decision<Repair, Refusal> decision = command(before, random, step);
      met.add(before.state().status() + " " + kind(decision));
      if (decision instanceof Accepted<Repair, Refusal>(Change<Repair> change, var others)) {
        checkStep(seed, before, change);
        raised.addAll(change.events());
        repair = change.state();
      } else if (decision instanceof AlreadyDone<Repair, Refusal>(Repair known)) {
        assertThat(known).as("seed %d", seed).isSameAs(before);
      }
      checkState(seed, repair, raised);
    }
  }

  private static Decision<Repair, Refusal> command(
      Repair repair, SplittableRandom random, int step) {
    return switch (random.nextInt(20)) {
      case 0 -> repair.complete(SomeRepairs.CLOSED_AT.plusSeconds(step));
      case 1 -> repair.cancel("Reason " + step, SomeRepairs.CLOSED_AT.plusSeconds(step));
      case 2, 3, 4 -> repair.addWork(line("L-OLD1", random));
      case 5, 6 -> repair.addWork(line("L-NEW" + random.nextInt(1, step + 1), random));
      case 7 -> repair.correctWork(line("L-NEW" + random.nextInt(1, step + 1), random));
      case 8 -> repair.removeWork(new LineId("L-NEW" + random.nextInt(1, step + 1)));
      default -> repair.addWork(line("L-NEW" + step, random));
    };
  }

  private static WorkLine line(String lineId, SplittableRandom random) {
    long cents = random.nextLong(Item.MAX_PRICE_MINOR_UNITS + 1);
    return new WorkLine(new LineId(lineId), "Work", new Money(cents, SomeRepairs.EUR));
  }

  private static String kind(Decision<Repair, Refusal> decision) {
    return switch (decision) {
      case Accepted<Repair, Refusal> accepted -> "Accepted";
      case AlreadyDone<Repair, Refusal> done -> "AlreadyDone";
      case Refused(var refusal) -> "Refused " + refusal;
    };
  }

  private static void checkStep(long seed, Repair before, Change<Repair> change) {
    Repair after = change.state();
    assertThat(before.state()).as("closed never changes, seed %d", seed).isEqualTo(new Open());
    assertThat(after.version().value()).as("seed %d", seed).isEqualTo(before.version().value() + 1);
    assertThat(change.expected()).as("seed %d", seed).isEqualTo(before.version());
    checkOtherLines(seed, before.work(), after.work());
    assertThat(fixedParts(after)).as("seed %d", seed).isEqualTo(fixedParts(before));
  }

  /** A command adds, corrects or removes one line at most, and leaves the others in their order. */
  private static void checkOtherLines(long seed, List<WorkLine> before, List<WorkLine> after) {
    List<WorkLine> kept = both(before, after);
    assertThat(both(after, before)).as("seed %d", seed).isEqualTo(kept);
    assertThat(before.size() - kept.size()).as("seed %d", seed).isLessThanOrEqualTo(1);
    assertThat(after.size() - kept.size()).as("seed %d", seed).isLessThanOrEqualTo(1);
  }

  /** The lines of one list that another one has, too. */
  private static List<WorkLine> both(List<WorkLine> lines, List<WorkLine> others) {
    Set<WorkLine> known = new HashSet<>(others);
    return lines.stream().filter(known::contains).toList();
  }

  private static List<Object> fixedParts(Repair repair) {
    return List.of(
        repair.id(),
        repair.currency(),
        repair.vehicle(),
        repair.customer(),
        repair.complaint(),
        repair.openedAt());
  }

  private static void checkState(long seed, Repair repair, List<DomainEvent> raised) {
    long sum = 0;
    Set<LineId> lineIds = new HashSet<>();
    for (WorkLine line : repair.work()) {
      sum += line.price().minorUnits();
      lineIds.add(line.lineId());
    }
    boolean ended =
        switch (repair.state()) {
          case Open open -> false;
          case Completed completed -> true;
          case Cancelled cancelled -> true;
        };
    assertThat(raised).as("one event at the end, seed %d", seed).hasSize(ended ? 1 : 0);
    assertThat(repair.closingEvent().stream().toList()).as("seed %d", seed).isEqualTo(raised);
    assertThat(repair.total().minorUnits()).as("total, seed %d", seed).isEqualTo(sum);
    assertThat(lineIds).as("every line once, seed %d", seed).hasSameSizeAs(repair.work());
    assertThat(repair.work()).as("seed %d", seed).hasSizeLessThanOrEqualTo(200);
  }
}
