package io.fleetfix.domain;

/** What a repair says to a command. All three are expected; none is an error. */
public sealed interface Decision {
  /** To be committed; until then nothing has happened. */
  record Accepted(Change<Repair> change) implements Decision {}

  /** The command had its effect before: nothing to commit, and the same answer as then. */
  record AlreadyDone(Repair repair) implements Decision {}

  record Refused(Refusal refusal) implements Decision {}
}
