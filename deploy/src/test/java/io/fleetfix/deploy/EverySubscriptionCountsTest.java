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
 * Whatever is another in the list of subscriptions or in the format, and not in the template, some
 * check notices. It is the other side of {@link EveryPartCountsTest}. How many consumers a queue
 * may have is not the template's: the service sees to that.
 */
@ExtendWith(DynamoDbLocalExtension.class)
class EverySubscriptionCountsTest {
  private static final List<Stack> STACKS = Check.stacks(Template.deployed());

  private final DeployedFacts truth;

  EverySubscriptionCountsTest(DynamoDbLocal local) throws Exception {
    truth = DeployedFacts.in(local);
  }

  @BeforeEach
  void allIsWell() {
    assertThat(noticed(truth)).isFalse();
  }

  @Test
  void noneCanBeAnother() {
    List<Subscription> unnoticed = new ArrayList<>();
    for (Subscription each : truth.subscriptions()) {
      others(each)
          .filter(other -> !noticed(truth.with(replaced(each, List.of(other)))))
          .forEach(unnoticed::add);
    }

    assertThat(unnoticed).isEmpty();
  }

  @Test
  void noneCanBeLeftOutOrAdded() {
    for (Subscription each : truth.subscriptions()) {
      Subscription added = renamed(each);

      assertThat(noticed(truth.with(replaced(each, List.of())))).as("without " + each).isTrue();
      assertThat(noticed(truth.with(replaced(each, List.of(each, added)))))
          .as("with " + added)
          .isTrue();
    }
  }

  @Test
  void nothingInTheFormatCanBeAnother() {
    OutboxFormat format = truth.format();
    List<String> ids = format.idFields();
    List<String> more = new ArrayList<>(ids);
    more.add("invoiceId");
    String source = format.busSource();
    String type = format.detailType();
    String speaker = format.detailSource();

    assertThat(
            Stream.of(
                new OutboxFormat("other", type, speaker, ids),
                new OutboxFormat(source, "Other", speaker, ids),
                new OutboxFormat(source, type, "other", ids),
                new OutboxFormat(source, type, speaker, more),
                new OutboxFormat(source, type, speaker, List.of())))
        .allMatch(other -> noticed(truth.with(other)));
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

  /** One type more, one less. */
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
    return truth.subscriptions().stream()
        .flatMap(one -> one.equals(each) ? by.stream() : Stream.of(one))
        .toList();
  }

  private static boolean noticed(DeployedFacts other) {
    return Check.ALL.stream().anyMatch(check -> !check.problems(STACKS, other).isEmpty());
  }
}
