package io.fleetfix.localaws.eventbridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocalRuleTest {
  private static final LocalRule ALL = new LocalRule("all", "{\"source\": [\"x=y\"]}", "q-1", 3);
  private static final LocalRule SOME = new LocalRule("some", "{\"source\": [\"$x\"]}", "q-2", 20);

  @Test
  void survivesTheRoundTripThroughArguments() {
    List<String> arguments =
        Stream.of(ALL, SOME).flatMap(rule -> rule.arguments().stream()).toList();

    assertThat(LocalRule.ofArguments(arguments)).containsExactly(ALL, SOME);
    assertThat(LocalRule.ofArguments(List.of())).isEmpty();
  }

  @Test
  void refusesAnIncompleteRule() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LocalRule.ofArguments(List.of("all", "{}", "q-1")));
  }
}
