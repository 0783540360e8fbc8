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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Executes commands on one kind of aggregate: loads the aggregate, lets it decide, and commits. A
 * request that must take effect only once is looked up first, and its record is committed together
 * with its effect. Of two concurrent calls with the same key, one commits; the other gets a
 * conflict, or a refusal because of the first one's effect, looks again and finds its record.
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
        () -> earlier(options, now).orElseGet(() -> done(id, created, List.of(), options, now)));
  }

  /**
   * Stores a new aggregate that follows from others, if they allow it, together with their changes.
   * If the request is repeated with the same key, the result is the aggregate that the first
   * request created, as currently stored. The key finds it by its aggregate id.
   *
   * @param decide loads the others and decides; called again after a conflict. Empty if what the
   *     command is about does not exist
   */
  public Outcome<A, R> create(Supplier<Optional<Decision<A, R>>> decide, CommandOptions options) {
    Instant now = clock.instant();
    return RetryOnConflict.run(
        () ->
            earlier(options, now)
                .orElseGet(
                    () ->
                        decide
                            .get()
                            .map(each -> outcome(each, Aggregate::aggregateId, options, now))
                            .orElseGet(NotFound::new)));
  }

  private Outcome<A, R> outcome(
      Decision<A, R> decision, Function<A, String> id, CommandOptions options, Instant now) {
    return switch (decision) {
      case Decision.Accepted<A, R>(Change<A> change, List<Change<?>> others) ->
          done(id.apply(change.state()), change, others, options, now);
      case Decision.AlreadyDone<A, R>(A unchanged) -> new Done<>(unchanged);
      case Decision.Refused<A, R>(R reason) ->
          unlessRepeated(new Outcome.Refused<>(reason), options, now);
    };
  }

  /** The refusal may be due to the effect of the same request, committed since it was looked up. */
  private Outcome<A, R> unlessRepeated(Outcome<A, R> refusal, CommandOptions options, Instant now) {
    return earlier(options, now).orElse(refusal);
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
      return unlessRepeated(new OtherVersion<>(), options, now);
    }
    return outcome(command.apply(state), changed -> id, options, now);
  }

  private Outcome<A, R> done(
      String id, Change<A> change, List<Change<?>> others, CommandOptions options, Instant now) {
    List<Change<?>> together = new ArrayList<>(List.of(change));
    together.addAll(others);
    options.once().ifPresent(request -> together.add(Change.of(request.answered(id, now))));
    unitOfWork.commit(together.toArray(Change<?>[]::new));
    return new Done<>(change.state());
  }
}
