package io.fleetfix.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.fleetfix.adapter.dynamodb.violation.ReadsAnItem;
import io.fleetfix.domain.violation.UsesItsSurroundings;
import io.fleetfix.outbox.dynamodb.DynamoDbUnitOfWork;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule detects its offenders, and its message states what to do instead. */
final class RulesDetectViolationsTest {
  private static final List<String> COMPLAINTS =
      complaints(PurityRules.domainReceivesTimeAndRandomness, UsesItsSurroundings.class);

  @ParameterizedTest
  @MethodSource("offences")
  void detectsTheViolationAndStatesTheReason(Offence offence) {
    JavaClasses scene = offence.scene();

    assertThatThrownBy(() -> offence.rule().check(scene))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(Offence.reasonOf(offence.rule()))
        .hasMessageContaining(offence.offender().getName());
  }

  @ParameterizedTest
  @MethodSource("usesOfTheSurroundings")
  void detectsEveryUseOfTheSurroundings(String method) {
    assertThat(COMPLAINTS)
        .anyMatch(
            complaint ->
                complaint.contains(UsesItsSurroundings.class.getName() + "." + method + "("));
  }

  @Test
  void allowsUnitOfWorkToWriteAndEveryClassToRead() {
    assertThat(
            complaints(
                OutboxRules.onlyTheUnitOfWorkWritesToDynamoDb,
                ReadsAnItem.class,
                DynamoDbUnitOfWork.class))
        .isEmpty();
  }

  static List<Offence> offences() {
    return Offences.all();
  }

  static Stream<String> usesOfTheSurroundings() {
    return Arrays.stream(UsesItsSurroundings.class.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .map(Method::getName)
        .sorted();
  }

  private static List<String> complaints(ArchRule rule, Class<?>... classes) {
    return rule.evaluate(new ClassFileImporter().importClasses(classes))
        .getFailureReport()
        .getDetails();
  }
}
