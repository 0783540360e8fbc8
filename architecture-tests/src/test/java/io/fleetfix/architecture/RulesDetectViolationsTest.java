package io.fleetfix.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.fleetfix.adapter.dynamodb.violation.ReadsAnItem;
import io.fleetfix.domain.violation.AsksItsSurroundings;
import io.fleetfix.outbox.dynamodb.DynamoDbUnitOfWork;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule catches its offenders, and tells them what to do instead. */
final class RulesDetectViolationsTest {
  private static final List<String> COMPLAINTS =
      complaints(PurityRules.domainIsToldTimeAndChance, AsksItsSurroundings.class);

  @ParameterizedTest
  @MethodSource("offences")
  void catchesTheOffenderAndSaysWhy(Offence offence) {
    JavaClasses scene = offence.scene();

    assertThatThrownBy(() -> offence.rule().check(scene))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(Offence.reasonOf(offence.rule()))
        .hasMessageContaining(offence.offender().getName());
  }

  @ParameterizedTest
  @MethodSource("reachesForTheSurroundings")
  void catchesEveryReachForTheSurroundings(String method) {
    assertThat(COMPLAINTS)
        .anyMatch(
            complaint ->
                complaint.contains(AsksItsSurroundings.class.getName() + "." + method + "("));
  }

  @Test
  void letsTheUnitOfWorkWriteAndEverybodyRead() {
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

  static Stream<String> reachesForTheSurroundings() {
    return Arrays.stream(AsksItsSurroundings.class.getDeclaredMethods())
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
