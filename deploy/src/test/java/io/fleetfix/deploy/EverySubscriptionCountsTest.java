package io.fleetfix.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.subscription.OutboxFormat;
import io.fleetfix.outbox.subscription.Subscription;
import io.fleetfix.outbox.subscription.Subscription.Types;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Changes each property of each subscription and of the event format, but not the template: some
 * check must fail each time. The counterpart of {@link EveryPartCountsTest}. The number of
 * consumers of a queue is not in the template; the service enforces it.
 */
@ExtendWith(DynamoDbLocalExtension.class)
class EverySubscriptionCountsTest {
  private static final List<Stack> STACKS = Check.stacks(Template.deployed());

  private final DeployedFacts facts;

  EverySubscriptionCountsTest(DynamoDbLocal local) throws Exception {
    facts = DeployedFacts.in(local);
  }

  @BeforeEach
  void unchangedFactsPass() {
    assertThat(noticed(facts)).isFalse();
  }

  @Test
  void everyChangedSubscriptionIsNoticed() {
    List<Subscription> unnoticed = new ArrayList<>();
    for (Subscription each : facts.subscriptions()) {
      others(each)
          .filter(other -> !noticed(facts.with(replaced(each, List.of(other)))))
          .forEach(unnoticed::add);
    }

    assertThat(unnoticed).isEmpty();
  }

  @Test
  void missingAndAdditionalSubscriptionsAreNoticed() {
    for (Subscription each : facts.subscriptions()) {
      Subscription added = renamed(each);

      assertThat(noticed(facts.with(replaced(each, List.of())))).as("without " + each).isTrue();
      assertThat(noticed(facts.with(replaced(each, List.of(each, added)))))
          .as("with " + added)
          .isTrue();
    }
  }

  @Test
  void everyChangeOfTheFormatIsNoticed() {
    OutboxFormat format = facts.format();
    List<String> ids = format.idFields();
    List<String> more = new ArrayList<>(ids);
    more.add("invoiceId");
    String source = format.busSource();
    String type = format.detailType();
    String detailSource = format.detailSource();

    assertThat(
            Stream.of(
                new OutboxFormat("other", type, detailSource, ids),
                new OutboxFormat(source, "Other", detailSource, ids),
                new OutboxFormat(source, type, "other", ids),
                new OutboxFormat(source, type, detailSource, more),
                new OutboxFormat(source, type, detailSource, List.of())))
        .allMatch(other -> noticed(facts.with(other)));
  }

  private static Stream<Subscription> others(Subscription each) {
    String rule = each.rule();
    Types types = each.types();
    return Stream.concat(
        otherTypes(types)
            .map(
                other ->
                    new Subscription(
                        rule,
                        other,
                        each.replays(),
                        each.maxReceives(),
                        each.retention(),
                        each.singleConsumer())),
        Stream.of(
            renamed(each),
            new Subscription(
                rule,
                types,
                !each.replays(),
                each.maxReceives(),
                each.retention(),
                each.singleConsumer()),
            new Subscription(
                rule,
                types,
                each.replays(),
                each.maxReceives() + 1,
                each.retention(),
                each.singleConsumer()),
            new Subscription(
                rule,
                types,
                each.replays(),
                each.maxReceives(),
                each.retention().plusSeconds(1),
                each.singleConsumer())));
  }

  private static Subscription renamed(Subscription each) {
    return new Subscription(
        each.rule() + "-2",
        each.types(),
        each.replays(),
        each.maxReceives(),
        each.retention(),
        each.singleConsumer());
  }

  /** With one more type, and with one type fewer. */
  private static Stream<Types> otherTypes(Types types) {
    return switch (types) {
      case Types.All() -> Stream.of(Types.only("RepairCompleted"));
      case Types.Only(SortedSet<String> names) ->
          Stream.concat(
              Stream.of(Types.all(), more(names)), names.stream().map(name -> less(names, name)));
    };
  }

  private static Types more(SortedSet<String> names) {
    SortedSet<String> more = new TreeSet<>(names);
    more.add("SomethingElse");
    return new Types.Only(more);
  }

  private static Types less(SortedSet<String> names, String name) {
    SortedSet<String> less = new TreeSet<>(names);
    less.remove(name);
    return new Types.Only(less);
  }

  private List<Subscription> replaced(Subscription each, List<Subscription> by) {
    return facts.subscriptions().stream()
        .flatMap(one -> one.equals(each) ? by.stream() : Stream.of(one))
        .toList();
  }

  private static boolean noticed(DeployedFacts other) {
    return Check.ALL.stream().anyMatch(check -> !check.problems(STACKS, other).isEmpty());
  }
}
