package io.fleetfix.outbox.command;

import io.fleetfix.outbox.command.Outcome.Done;
import io.fleetfix.outbox.command.Outcome.KeyReused;
import io.fleetfix.outbox.command.Outcome.NotFound;
import io.fleetfix.outbox.command.Outcome.OtherVersion;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision;
import io.fleetfix.outbox.port.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Executes commands on one kind of aggregate: loads the aggregate, lets it decide, and commits. A
 * request that must take effect only once is looked up first, and its record is committed together
 * with its effect. Of two concurrent calls with the same key, one commits; the other gets a
 * conflict, looks again and finds the record of the first.
 */
public final class ExecuteCommand<A extends Aggregate, R> {
  private final Function<String, Optional<A>> find;
  private final IdempotencyRecords records;
  private final UnitOfWork unitOfWork;
  private final InstantSource clock;

  /**
   * Creates an executor for one kind of aggregate.
   *
   * @param find loads the aggregate with this id, as currently stored
   */
  public ExecuteCommand(
      Function<String, Optional<A>> find,
      IdempotencyRecords records,
      UnitOfWork unitOfWork,
      InstantSource clock) {
    this.find = find;
    this.records = records;
    this.unitOfWork = unitOfWork;
    this.clock = clock;
  }

  /**
   * Stores a new aggregate. If the request is repeated with the same key, the result is the
   * aggregate that the first request created, as currently stored.
   *
   * @param id the id of the new aggregate
   */
  public Outcome<A, R> create(String id, Change<A> created, CommandOptions options) {
    Instant now = clock.instant();
    return RetryOnConflict.run(
        () -> earlier(options, now).orElseGet(() -> done(id, created, options, now)));
  }

  /**
   * Lets a stored aggregate decide on a command. If the request is repeated with the same key, it
   * has no further effect, and the result is the aggregate as currently stored. A refused request
   * does not use up its key and can be repeated.
   */
  public Outcome<A, R> change(
      String id, Function<A, Decision<A, R>> command, CommandOptions options) {
    Instant now = clock.instant();
    return RetryOnConflict.run(
        () ->
            earlier(options, now)
                .orElseGet(
                    () ->
                        find.apply(id)
                            .map(state -> decide(id, state, command, options, now))
                            .orElseGet(NotFound::new)));
  }

  private Optional<Outcome<A, R>> earlier(CommandOptions options, Instant now) {
    return options.once().flatMap(request -> earlier(request, now));
  }

  private Optional<Outcome<A, R>> earlier(IdempotentRequest request, Instant now) {
    return records
        .find(IdempotencyRecord.aggregateId(request.scopeHash(), request.key()), now)
        .map(
            record ->
                record.hash().equals(request.hash())
                    ? new Done<>(find.apply(record.answer()).orElseThrow())
                    : new KeyReused<>());
  }

  private Outcome<A, R> decide(
      String id,
      A state,
      Function<A, Decision<A, R>> command,
      CommandOptions options,
      Instant now) {
    if (options.onlyAt().isPresent() && !options.onlyAt().get().contains(state.version())) {
      return new OtherVersion<>();
    }
    return switch (command.apply(state)) {
      case Decision.Accepted<A, R>(Change<A> change) -> done(id, change, options, now);
      case Decision.AlreadyDone<A, R>(A unchanged) -> new Done<>(unchanged);
      case Decision.Refused<A, R>(R reason) -> new Outcome.Refused<>(reason);
    };
  }

  private Outcome<A, R> done(String id, Change<A> change, CommandOptions options, Instant now) {
    options
        .once()
        .ifPresentOrElse(
            request -> unitOfWork.commit(change, Change.of(request.answered(id, now))),
            () -> unitOfWork.commit(change));
    return new Done<>(change.state());
  }
}
