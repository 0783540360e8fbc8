package io.fleetfix.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.Redeliveries;
import io.fleetfix.application.port.UnitOfWork;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * One write door: state without its event cannot be written, because nothing else than {@link
 * UnitOfWork} writes. Every exception stands here by name, with its reason.
 */
final class OutboxRules {
  /** Who else may write to DynamoDB: fully qualified class names and why. */
  private static final Map<String, String> OTHER_DYNAMO_DB_WRITERS =
      Map.of(
          "io.fleetfix.adapter.dynamodb.OutboxMarks",
          "a mark says how far an event got, and is not the workshop's state",
          "io.fleetfix.adapter.dynamodb.WorkshopTable",
          "it makes the tables for a local run, and writes no row",
          "io.fleetfix.adapter.dynamodb.stream.SdkRelayRows",
          "leases, checkpoints and arrivals are the relay's own, in a table of its own",
          "io.fleetfix.adapter.dynamodb.stream.DynamoDbRedeliveries",
          "who had what sent again is the relay's own record, in the same table");

  /** Which other ports may declare a write, and why. */
  private static final Map<Class<?>, String> OTHER_WRITING_PORTS =
      Map.of(
          DeliveryLedger.class,
          "a mark says how far an event got, and is not the workshop's state",
          Redeliveries.class,
          "the record of what people had sent again is not the workshop's state");

  private static final Pattern SOUNDS_LIKE_A_WRITE =
      Pattern.compile(
          "(save|add|put|store|insert|update|upsert|delete|remove|persist|write|append|record"
              + "|replace|create|mark|confirm|commit)([A-Z].*)?");

  /** An allow-list: what the SDK may learn to write tomorrow is forbidden today. */
  private static final Pattern DYNAMO_DB_READ =
      Pattern.compile(
          "(get|batchGet|transactGet|query|describe|list)([A-Z].*)?"
              + "|builder|create|close|waiter|serviceName|serviceClientConfiguration");

  private static final String STORE_IN_MEMORY = "InMemoryWorkshop";

  @ArchTest
  static final ArchRule onlyTheUnitOfWorkWritesToDynamoDb =
      noClasses()
          .that(neitherUnitOfWorkNorNamedException())
          .should()
          .accessTargetWhere(isMoreThanADynamoDbRead())
          .because(
              "a write past UnitOfWork loses its event: commit a Change through it. Reading is get,"
                  + " query, describe and list; a scan reads, and bills, the whole table");

  @ArchTest
  static final ArchRule onlyTheUnitOfWorkCommitsInMemory =
      methods()
          .that()
          .areDeclaredInClassesThat(areTheStoreInMemory())
          .and()
          .haveName("commit")
          .should(beReachedOnlyFrom("InMemoryUnitOfWork"))
          .because(
              "the store in memory has the same one write door as the real one: take a UnitOfWork"
                  + " and commit a Change");

  @ArchTest
  static final ArchRule onlyDeliveryPortsMarkInMemory =
      methods()
          .that()
          .areDeclaredInClassesThat(areTheStoreInMemory())
          .and()
          .haveName("outbox")
          .should(
              beReachedOnlyFrom("InMemoryDeliveryLedger", "InMemoryBacklog", "InMemoryQuarantine"))
          .because(
              "how far an event got is not the workshop's state, and that excuses these classes"
                  + " alone: take a DeliveryLedger, a Backlog or a Quarantine");

  @ArchTest
  static final ArchRule theStoreInMemoryHasNoOtherDoor =
      noMethods()
          .that()
          .areDeclaredInClassesThat(areTheStoreInMemory())
          .and()
          .areNotPrivate()
          .and()
          .doNotHaveName("commit")
          .should(have(aNameThatSoundsLikeAWrite()))
          .because(
              "a second way to write would not put its event into the outbox: let"
                  + " InMemoryWorkshop.commit do it, or keep the method private");

  @ArchTest
  static final ArchRule portsDeclareNoWrite =
      noMethods()
          .that()
          .areDeclaredInClassesThat(arePortsOtherThanTheDoor())
          .should(have(aNameThatSoundsLikeAWrite()))
          .because(
              "state and event must not be written apart: return a Change from the domain and give"
                  + " it to UnitOfWork.commit, which is the only write door");

  @ArchTest
  static final ArchRule onlyUseCasesCommit =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.fleetfix.application.repair..",
              "io.fleetfix.application.reaction..",
              "io.fleetfix.application.outbox..")
          .should()
          .accessTargetWhere(isACommit())
          .because(
              "what is committed is a use case's decision, made again on a conflict: write or call"
                  + " one in io.fleetfix.application.repair, .reaction or .outbox");

  private OutboxRules() {}

  private static DescribedPredicate<JavaClass> neitherUnitOfWorkNorNamedException() {
    return describe(
        "are neither a UnitOfWork nor a named exception",
        javaClass -> {
          JavaClass outermost = ProductionClasses.outermost(javaClass);
          return !outermost.isAssignableTo(UnitOfWork.class)
              && !OTHER_DYNAMO_DB_WRITERS.containsKey(outermost.getName());
        });
  }

  private static DescribedPredicate<JavaAccess<?>> isMoreThanADynamoDbRead() {
    return describe(
        "the target is more than a read of a DynamoDB client",
        access ->
            access.getTargetOwner().getAllClassesSelfIsAssignableTo().stream()
                    .anyMatch(OutboxRules::isDynamoDbClient)
                && !DYNAMO_DB_READ.matcher(access.getName()).matches());
  }

  private static boolean isDynamoDbClient(JavaClass javaClass) {
    return javaClass.getPackageName().startsWith("software.amazon.awssdk.services.dynamodb")
        && javaClass.getSimpleName().endsWith("Client");
  }

  private static DescribedPredicate<JavaClass> areTheStoreInMemory() {
    return JavaClass.Predicates.resideInAPackage("io.fleetfix.adapter.inmemory..")
        .and(JavaClass.Predicates.simpleName(STORE_IN_MEMORY))
        .as("are " + STORE_IN_MEMORY);
  }

  private static DescribedPredicate<JavaMethod> aNameThatSoundsLikeAWrite() {
    return describe(
        "a name that sounds like a write",
        method -> SOUNDS_LIKE_A_WRITE.matcher(method.getName()).matches());
  }

  private static ArchCondition<JavaMethod> beReachedOnlyFrom(String... callers) {
    return new ArchCondition<>("be reached only from " + String.join(", ", callers)) {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        for (JavaAccess<?> access : method.getAccessesToSelf()) {
          JavaClass origin = ProductionClasses.outermost(access.getOriginOwner());
          if (!List.of(callers).contains(origin.getSimpleName())
              && !origin.equals(method.getOwner())) {
            events.add(SimpleConditionEvent.violated(access, access.getDescription()));
          }
        }
      }
    };
  }

  private static DescribedPredicate<JavaClass> arePortsOtherThanTheDoor() {
    return PortRules.arePorts()
        .and(
            describe(
                "are not the write door nor a named exception",
                port ->
                    !port.isEquivalentTo(UnitOfWork.class)
                        && OTHER_WRITING_PORTS.keySet().stream().noneMatch(port::isEquivalentTo)));
  }

  private static DescribedPredicate<JavaAccess<?>> isACommit() {
    return describe(
        "the target is UnitOfWork.commit",
        access ->
            access.getName().equals("commit")
                && access.getTargetOwner().isAssignableTo(UnitOfWork.class));
  }
}
