package io.fleetfix.adapter.http.operator;

import io.fleetfix.outbox.delivery.InspectOutbox.Age;
import io.fleetfix.outbox.delivery.InspectOutbox.Mismatches;
import io.fleetfix.outbox.delivery.InspectOutbox.Status;
import io.fleetfix.outbox.port.ResourceCheck.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether an operator has to act, and why.
 *
 * @param problems what is certainly wrong, in words for an operator
 * @param unknown what could not be found out, and why
 */
record OutboxHealth(List<String> problems, List<String> unknown) {
  /** An event that is undelivered for longer than this needs an operator. */
  static final Duration TOO_OLD = Duration.ofMinutes(5);

  /**
   * Several rounds of the reconciliation, and what they leave to the next because it is too new.
   */
  static final Duration TOO_FAR_BEHIND = Duration.ofHours(1);

  OutboxHealth {
    problems = List.copyOf(problems);
    unknown = List.copyOf(unknown);
  }

  /** Three values: what could not be found out is never good news, nor is it bad news. */
  enum Verdict {
    /** Everything was looked at, and nothing is wrong. */
    HEALTHY,
    /** Something is wrong. */
    UNHEALTHY,
    /** Nothing that could be looked at is wrong, but not everything could be. */
    UNKNOWN
  }

  Verdict verdict() {
    if (!problems.isEmpty()) {
      return Verdict.UNHEALTHY;
    }
    return unknown.isEmpty() ? Verdict.HEALTHY : Verdict.UNKNOWN;
  }

  static OutboxHealth of(Status status, List<Result> resources) {
    List<String> problems = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    switch (status.oldestPending()) {
      case Age.None() -> {}
      case Age.Of(Duration time) -> {
        if (time.compareTo(TOO_OLD) > 0) {
          problems.add("An event has been undelivered for " + time.toSeconds() + " seconds");
        }
      }
      case Age.Unknown(var rows) ->
          unknown.add("It is unknown for how long the oldest event has been undelivered");
    }
    if (status.quarantined() > 0) {
      problems.add("Quarantined events: " + status.quarantined());
    }
    addMismatches(status.mismatches(), problems, unknown);
    for (Result each : resources) {
      switch (each) {
        case Result.There() -> {}
        case Result.Missing(String problem) -> problems.add(problem);
        case Result.Unknown(String reason) -> unknown.add(reason);
      }
    }
    return new OutboxHealth(problems, unknown);
  }

  private static void addMismatches(
      Mismatches mismatches, List<String> problems, List<String> unknown) {
    if (mismatches.total() > 0) {
      problems.add("Mismatches that reconciliation has found: " + mismatches.total());
    }
    Duration behind = mismatches.behind();
    if (behind == null) {
      unknown.add("It is unknown whether every event had its effect: nothing was compared yet");
    } else if (behind.compareTo(TOO_FAR_BEHIND) > 0) {
      unknown.add(
          "It is unknown whether every event of the last "
              + behind.toSeconds()
              + " seconds had its effect: reconciliation is behind");
    }
  }
}
