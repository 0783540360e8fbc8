package io.fleetfix.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every AWS client has limits of its own. */
final class AwsClientRules {
  private static final String OVERRIDES =
      "software.amazon.awssdk.core.client.config.ClientOverrideConfiguration$Builder.";

  private static final Set<String> LIMITS =
      Set.of(
          OVERRIDES + "apiCallAttemptTimeout(java.time.Duration)",
          OVERRIDES + "apiCallTimeout(java.time.Duration)",
          OVERRIDES + "retryStrategy(software.amazon.awssdk.retries.api.RetryStrategy)");

  @ArchTest
  static final ArchRule everyClientStatesItsTimeoutsAndRetries =
      classes()
          .that(describe("build AWS clients", AwsClientRules::buildsAClient))
          .should(stateAllLimits())
          .because(
              "the SDK has no timeouts, and its retries change with its release and with variables"
                  + " such as AWS_RETRY_MODE: set both timeouts and the retry strategy in the class"
                  + " that builds the client");

  private AwsClientRules() {}

  private static boolean buildsAClient(JavaClass javaClass) {
    return accesses(javaClass)
        .anyMatch(
            access ->
                access
                        .getTargetOwner()
                        .getPackageName()
                        .startsWith("software.amazon.awssdk.services")
                    && access.getTargetOwner().getSimpleName().endsWith("Client")
                    && Set.of("builder", "create").contains(access.getName()));
  }

  private static ArchCondition<JavaClass> stateAllLimits() {
    return new ArchCondition<>("set both timeouts and the retry strategy") {
      @Override
      public void check(JavaClass javaClass, ConditionEvents events) {
        Set<String> stated =
            accesses(javaClass)
                .map(access -> access.getTarget().getFullName())
                .filter(LIMITS::contains)
                .collect(Collectors.toSet());
        if (!stated.equals(LIMITS)) {
          events.add(
              SimpleConditionEvent.violated(
                  javaClass, javaClass.getName() + " sets only " + stated));
        }
      }
    };
  }

  private static Stream<JavaCodeUnitAccess<?>> accesses(JavaClass javaClass) {
    return Stream.concat(
        javaClass.getMethodCallsFromSelf().stream(),
        javaClass.getMethodReferencesFromSelf().stream());
  }
}
