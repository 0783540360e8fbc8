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
import io.fleetfix.outbox.delivery.RelayOutbox;
import io.fleetfix.outbox.delivery.Resender;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.OutboxLedger;
import io.fleetfix.outbox.port.Receipts;
import io.fleetfix.outbox.port.Redeliveries;
import io.fleetfix.outbox.port.UnitOfWork;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One write door: state without its event cannot be written, because nothing else than {@link
 * UnitOfWork} writes. Every exception stands here by name, with its reason.
 */
final class OutboxRules {
  /**
   * Who may write to DynamoDB.
   *
   * @param calls of the client, and no others
   */
  private record Writer(Set<String> calls, String why) {}

  private static final Map<String, Writer> DYNAMO_DB_WRITERS =
      Map.of(
          "io.fleetfix.outbox.dynamodb.DynamoDbUnitOfWork",
          new Writer(Set.of("transactWriteItems"), "it is the door"),
          "io.fleetfix.outbox.dynamodb.ledger.OutboxMarks",
          new Writer(Set.of("updateItem"), "a mark says how far an event got, and is no state"),
          "io.fleetfix.outbox.dynamodb.table.TableCreation",
          new Writer(
              Set.of("createTable", "updateTimeToLive"),
              "it makes the tables for a local run, and writes no row"),
          "io.fleetfix.outbox.dynamodb.relaytable.SdkRelayRows",
          new Writer(
              Set.of("putItem"),
              "leases, checkpoints and arrivals are the relay's own, in a table of its own"),
          "io.fleetfix.outbox.dynamodb.relaytable.DynamoDbRedeliveries",
          new Writer(
              Set.of("putItem"),
              "who had what sent again is the relay's own record, in the same table"));

  /** Which other ports may declare a write, and why. */
  private static final Map<Class<?>, String> OTHER_WRITING_PORTS =
      Map.of(
          OutboxLedger.class,
          "a mark says how far an event got, and is no aggregate's state",
          Receipts.class,
          "how far the fast path has got is a measure, and is no aggregate's state",
          Redeliveries.class,
          "the record of what people had sent again is no aggregate's state");

  private static final Pattern SOUNDS_LIKE_A_WRITE =
      Pattern.compile(
          "(save|add|put|store|insert|update|upsert|delete|remove|persist|write|append|record"
              + "|replace|create|mark|confirm|commit|restore)([A-Z].*)?");

  /** An allow-list: what the SDK may learn to write tomorrow is forbidden today. */
  private static final Pattern DYNAMO_DB_READ =
      Pattern.compile(
          "(get|batchGet|transactGet|query|describe|list)([A-Z].*)?"
              + "|builder|create|close|waiter|serviceName|serviceClientConfiguration");

  private static final String STORE = "InMemoryStore";
  private static final String LEDGER = "InMemoryOutboxLedger";

  /** What may change the store in memory: its door, and the marks of the ledger's port. */
  private static final Set<String> DOORS_IN_MEMORY =
      Stream.concat(
              Stream.of("commit", "restore", "add"),
              Stream.of(OutboxLedger.class.getMethods()).map(Method::getName))
          .collect(Collectors.toUnmodifiableSet());

  @ArchTest
  static final ArchRule onlyTheUnitOfWorkWritesToDynamoDb =
      noClasses()
          .should()
          .accessTargetWhere(isADynamoDbWriteOfAnybodyElse())
          .because(
              "a write past UnitOfWork loses its event: commit a Change through it. Reading is get,"
                  + " query, describe and list; a scan reads, and bills, the whole table");

  @ArchTest
  static final ArchRule onlyTheUnitOfWorkCommitsInMemory =
      methods()
          .that()
          .areDeclaredInClassesThat(areInMemory(STORE))
          .and()
          .haveNameMatching("commit|restore")
          .should(beReachedOnlyFrom("InMemoryUnitOfWork"))
          .because(
              "the store in memory has the same one write door as the real one: take a UnitOfWork"
                  + " and commit a Change");

  @ArchTest
  static final ArchRule onlyTheStoreFillsItsOutboxInMemory =
      methods()
          .that()
          .areDeclaredInClassesThat(areInMemory(LEDGER))
          .and()
          .haveName("add")
          .should(beReachedOnlyFrom(STORE))
          .because(
              "an event that no state raised would be delivered all the same: commit a Change, and"
                  + " let the store add its events under the same lock");

  @ArchTest
  static final ArchRule theStoreInMemoryHasNoOtherDoor =
      noMethods()
          .that()
          .areDeclaredInClassesThat(areInMemory(STORE, LEDGER))
          .and()
          .areNotPrivate()
          .and(describe("are no door", method -> !DOORS_IN_MEMORY.contains(method.getName())))
          .should(have(aNameThatSoundsLikeAWrite()))
          .because(
              "a second way to write would not put its event into the outbox: let"
                  + " InMemoryStore.commit do it, or keep the method private");

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
              "io.fleetfix.outbox.command..")
          .should()
          .accessTargetWhere(isACallOf(UnitOfWork.class, "commit"))
          .because(
              "what is committed is a use case's decision, made again on a conflict: write or call"
                  + " one in io.fleetfix.application.repair or .reaction, through ExecuteCommand"
                  + " where it can be");

  @ArchTest
  static final ArchRule onlyReconciliationRestores =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.fleetfix.outbox.delivery.ReconcileOutbox")
          .should()
          .accessTargetWhere(isACallOf(UnitOfWork.class, "restore"))
          .because(
              "an event is put back only after a comparison has missed it, and somebody asked for"
                  + " that: call ReconcileOutbox");

  @ArchTest
  static final ArchRule onlyRelayAndResenderPublish =
      noClasses()
          .that(describe("are neither relay, resender nor a bus", each -> !mayPublish(each)))
          .should()
          .accessTargetWhere(isACallOf(EventBus.class, "publish"))
          .because(
              "every send outside of the relay is recorded on its row first, and what cannot be"
                  + " recorded is not sent: give the deliveries to Resender");

  private OutboxRules() {}

  /** A bus may stand before another one, to count or to trace what it is given. */
  private static boolean mayPublish(JavaClass javaClass) {
    JavaClass outermost = ProductionClasses.outermost(javaClass);
    return outermost.isEquivalentTo(RelayOutbox.class)
        || outermost.isEquivalentTo(Resender.class)
        || outermost.isAssignableTo(EventBus.class);
  }

  private static DescribedPredicate<JavaAccess<?>> isADynamoDbWriteOfAnybodyElse() {
    return describe(
        "the target is more than a read of a DynamoDB client, and no named writer's call",
        access ->
            access.getTargetOwner().getAllClassesSelfIsAssignableTo().stream()
                    .anyMatch(OutboxRules::isDynamoDbClient)
                && !DYNAMO_DB_READ.matcher(access.getName()).matches()
                && !isANamedWriters(access));
  }

  private static boolean isANamedWriters(JavaAccess<?> access) {
    Writer writer =
        DYNAMO_DB_WRITERS.get(ProductionClasses.outermost(access.getOriginOwner()).getName());
    return writer != null && writer.calls().contains(access.getName());
  }

  private static boolean isDynamoDbClient(JavaClass javaClass) {
    return javaClass.getPackageName().startsWith("software.amazon.awssdk.services.dynamodb")
        && javaClass.getSimpleName().endsWith("Client");
  }

  private static DescribedPredicate<JavaClass> areInMemory(String... names) {
    return JavaClass.Predicates.resideInAPackage("io.fleetfix.outbox.inmemory..")
        .and(
            describe(
                "are " + String.join(" or ", names),
                javaClass -> List.of(names).contains(javaClass.getSimpleName())));
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
                    !PortRules.isTheDoor(port)
                        && OTHER_WRITING_PORTS.keySet().stream().noneMatch(port::isEquivalentTo)));
  }

  private static DescribedPredicate<JavaAccess<?>> isACallOf(Class<?> port, String method) {
    return describe(
        "the target is " + port.getSimpleName() + "." + method,
        access -> access.getName().equals(method) && access.getTargetOwner().isAssignableTo(port));
  }
}
