package io.fleetfix.outbox.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.command.Outcome.Done;
import io.fleetfix.outbox.command.Outcome.KeyReused;
import io.fleetfix.outbox.command.Outcome.NotFound;
import io.fleetfix.outbox.command.Outcome.Refused;
import io.fleetfix.outbox.command.Stamps.Roll;
import io.fleetfix.outbox.command.Stamps.Stamp;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.ConcurrencyConflict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An aggregate that follows from others is stored together with their changes. */
class CreateFromOthersTest {
  private static final Instant NOON = Instant.parse("2025-11-12T12:00:00.000Z");
  private static final String EMPTY = "The roll is empty";

  private final Stamps stamps = new Stamps(2);
  private int decisions = 0;

  @Test
  void storesTheNewAggregateAndTheOthersInOneCommit() {
    assertThat(take(CommandOptions.NONE)).isEqualTo(new Done<>(new Stamp("STAMP#2")));

    assertThat(stamps.stamp("STAMP#2")).isPresent();
    assertThat(stamps.roll()).isEqualTo(new Roll(new Version(2), 1));
    assertThat(stamps.commits).isEqualTo(1);
  }

  @Test
  void storesNothingThatIsRefused() {
    take(CommandOptions.NONE);
    take(CommandOptions.NONE);

    assertThat(take(CommandOptions.NONE)).isEqualTo(new Refused<>(EMPTY));
    assertThat(stamps.commits).isEqualTo(2);
  }

  @Test
  void storesNothingIfTheOthersDoNotExist() {
    ExecuteCommand<Stamp, String> command = command();

    assertThat(command.create(Optional::empty, CommandOptions.NONE)).isEqualTo(new NotFound<>());
    assertThat(stamps.commits).isZero();
  }

  @Test
  void storesNothingThatIsDoneAlready() {
    Stamp known = new Stamp("STAMP#9");

    assertThat(
            command()
                .create(() -> Optional.of(new Decision.AlreadyDone<>(known)), CommandOptions.NONE))
        .isEqualTo(new Done<>(known));
    assertThat(stamps.commits).isZero();
  }

  /** What it follows from has changed: the decision of before would be wrong. */
  @Test
  void decidesAgainAfterAConflict() {
    stamps.overtakeBy(() -> take(CommandOptions.NONE));

    assertThat(take(CommandOptions.NONE)).isEqualTo(new Done<>(new Stamp("STAMP#1")));

    assertThat(stamps.roll().left()).isZero();
    assertThat(decisions).isEqualTo(3);
  }

  @Test
  void refusesWhatIsNotAllowedAnyMoreAfterAConflict() {
    take(CommandOptions.NONE);
    stamps.overtakeBy(() -> take(CommandOptions.NONE));

    assertThat(take(CommandOptions.NONE)).isEqualTo(new Refused<>(EMPTY));
    assertThat(stamps.count(Stamp.class)).isEqualTo(2);
  }

  @Test
  void failsAfterThreeConflictsAndStoresNothing() {
    for (int n = 0; n < 3; n++) {
      stamps.overtakeBy(stamps::refill);
    }

    assertThatExceptionOfType(ConcurrencyConflict.class)
        .isThrownBy(() -> take(CommandOptions.NONE));
    assertThat(stamps.count(Stamp.class)).isZero();
  }

  @Test
  void aRepeatedRequestFindsWhatItCreated() {
    assertThat(take(once('a'))).isEqualTo(new Done<>(new Stamp("STAMP#2")));
    assertThat(take(once('a'))).isEqualTo(new Done<>(new Stamp("STAMP#2")));

    assertThat(decisions).isEqualTo(1);
    assertThat(stamps.count(Stamp.class)).isEqualTo(1);
    assertThat(take(once('b'))).isEqualTo(new KeyReused<>());
  }

  @Test
  void theSameRequestTwiceAtOnceCreatesOne() {
    stamps.overtakeBy(() -> take(once('a')));

    assertThat(take(once('a'))).isEqualTo(new Done<>(new Stamp("STAMP#2")));

    assertThat(stamps.count(Stamp.class)).isEqualTo(1);
    assertThat(stamps.roll().left()).isEqualTo(1);
  }

  @Test
  void aRefusedRequestKeepsItsKeyFree() {
    take(CommandOptions.NONE);
    take(CommandOptions.NONE);

    assertThat(take(once('a'))).isEqualTo(new Refused<>(EMPTY));
    assertThat(take(once('b'))).isEqualTo(new Refused<>(EMPTY));
    assertThat(stamps.count(IdempotencyRecord.class)).isZero();
  }

  private Outcome<Stamp, String> take(CommandOptions options) {
    return command().create(() -> Optional.of(decide(stamps.roll())), options);
  }

  private Decision<Stamp, String> decide(Roll roll) {
    decisions++;
    return roll.left() == 0
        ? new Decision.Refused<>(EMPTY)
        : new Decision.Accepted<>(
            Change.of(new Stamp("STAMP#" + roll.left())), List.of(Change.of(roll.without())));
  }

  private ExecuteCommand<Stamp, String> command() {
    return new ExecuteCommand<>(stamps::stamp, stamps, stamps, () -> NOON);
  }

  private static CommandOptions once(char what) {
    return CommandOptions.once(
        new IdempotentRequest(
            "front desk",
            new IdempotencyKey("key"),
            new RequestHash(Character.toString(what).repeat(64))));
  }
}
