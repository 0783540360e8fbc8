package io.fleetfix.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Applies every check to the deployed template. */
@ExtendWith(DynamoDbLocalExtension.class)
class TemplateTest {
  static final List<Check> CHECKS = Check.ALL;

  @ParameterizedTest
  @FieldSource("CHECKS")
  void passes(Check check, DynamoDbLocal local) throws Exception {
    assertThat(check.problems(Check.stacks(Template.deployed()), DeployedFacts.in(local)))
        .isEmpty();
  }
}
