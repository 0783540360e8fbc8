package io.fleetfix.testing.localaws;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetfix.localaws.eventbridge.Answer;
import io.fleetfix.localaws.eventbridge.EntryResult.Refused;
import io.fleetfix.localaws.eventbridge.PutEventsBehavior;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/**
 * A fault that EventBridge can show.
 *
 * @param failures the error response to a call with these entries; empty if it is executed
 * @param refusals the refusal of an entry with this detail; empty if it is accepted
 * @param lostAnswers whether the next executed call loses its connection
 * @param deliveries the delays after which an accepted event is delivered, once for each
 */
public record PutEventsFault(
    Function<JsonNode, Optional<Answer>> failures,
    Function<JsonNode, Optional<Refused>> refusals,
    BooleanSupplier lostAnswers,
    List<Duration> deliveries)
    implements PutEventsBehavior {
  private static final Answer THROTTLED = Answer.error(400, "ThrottlingException", "Rate exceeded");
  private static final Answer FAILED =
      Answer.error(500, "InternalFailure", "The request failed for an unknown reason.");
  private static final Answer UNAVAILABLE =
      Answer.error(503, "ServiceUnavailable", "The service is unavailable.");
  private static final Answer INVALID =
      Answer.error(400, "ValidationException", "1 validation error detected.");

  @Override
  public Optional<Answer> failure(JsonNode entries) {
    return failures.apply(entries);
  }

  @Override
  public Optional<Refused> refusal(JsonNode detail) {
    return refusals.apply(detail);
  }

  @Override
  public boolean losesAnswer() {
    return lostAnswers.getAsBoolean();
  }

  /** No fault. */
  public static PutEventsFault none() {
    return delivering(List.of(Duration.ZERO));
  }

  /** Throttles every call. */
  public static PutEventsFault throttling() {
    return failing(entries -> Optional.of(THROTTLED));
  }

  /** Throttles the first calls, then recovers. */
  public static PutEventsFault throttlingFirst(int calls) {
    return failingFirst(calls, THROTTLED);
  }

  /** Answers every call with 503. */
  public static PutEventsFault unavailable() {
    return failing(entries -> Optional.of(UNAVAILABLE));
  }

  /** Answers the first calls with 500, then recovers. */
  public static PutEventsFault failingFirst(int calls) {
    return failingFirst(calls, FAILED);
  }

  /** Answers a whole call with a validation error if one entry, in wire format, matches. */
  public static PutEventsFault invalidating(Predicate<JsonNode> entry) {
    return failing(
        entries ->
            StreamSupport.stream(entries.spliterator(), false).anyMatch(entry)
                ? Optional.of(INVALID)
                : Optional.empty());
  }

  /** Refuses every entry whose detail matches. */
  public static PutEventsFault refusing(String code, Predicate<JsonNode> detail) {
    return refusing(which -> detail.test(which) ? Optional.of(refused(code)) : Optional.empty());
  }

  /** Refuses the first entries, then recovers. */
  public static PutEventsFault refusingFirst(String code, int entries) {
    Supplier<Optional<Refused>> first = first(entries, refused(code));
    return refusing(detail -> first.get());
  }

  /** Executes every call, but drops its connection instead of responding. */
  public static PutEventsFault droppingAnswers() {
    return dropping(() -> true);
  }

  /** Executes the first calls but drops their connections, then recovers. */
  public static PutEventsFault droppingFirstAnswers(int calls) {
    Supplier<Optional<Boolean>> first = first(calls, true);
    return dropping(() -> first.get().isPresent());
  }

  /** Accepts and delivers every event twice. */
  public static PutEventsFault deliveringTwice() {
    return delivering(List.of(Duration.ZERO, Duration.ZERO));
  }

  /** Accepts every event, and delivers it after this time. */
  public static PutEventsFault deliveringLate(Duration delay) {
    return delivering(List.of(delay));
  }

  /** Accepts everything and delivers nothing. */
  public static PutEventsFault deliveringNothing() {
    return delivering(List.of());
  }

  private static PutEventsFault failingFirst(int calls, Answer answer) {
    Supplier<Optional<Answer>> first = first(calls, answer);
    return failing(entries -> first.get());
  }

  private static PutEventsFault failing(Function<JsonNode, Optional<Answer>> failure) {
    return new PutEventsFault(failure, none().refusals, none().lostAnswers, none().deliveries);
  }

  private static PutEventsFault refusing(Function<JsonNode, Optional<Refused>> refusal) {
    return new PutEventsFault(none().failures, refusal, none().lostAnswers, none().deliveries);
  }

  private static PutEventsFault dropping(BooleanSupplier losesAnswer) {
    return new PutEventsFault(none().failures, none().refusals, losesAnswer, none().deliveries);
  }

  private static PutEventsFault delivering(List<Duration> deliveries) {
    return new PutEventsFault(
        entries -> Optional.empty(), detail -> Optional.empty(), () -> false, deliveries);
  }

  private static <T> Supplier<Optional<T>> first(int times, T value) {
    AtomicInteger left = new AtomicInteger(times);
    return () -> left.getAndDecrement() > 0 ? Optional.of(value) : Optional.empty();
  }

  private static Refused refused(String code) {
    return new Refused(code, "Simulated fault");
  }
}
