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
import io.fleetfix.outbox.port.upkeep.ReconcileMemory;
import io.fleetfix.outbox.port.upkeep.SweepMemory;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * State cannot be written without its event, because only {@link UnitOfWork} writes. Every
 * exception is listed here by name, with its reason.
 */
final class OutboxRules {
  /**
   * A class that may write to DynamoDB.
   *
   * @param calls the client methods that it may call
   */
  private record Writer(Set<String> calls, String why) {}

  private static final Map<String, Writer> DYNAMO_DB_WRITERS =
      Map.of(
          "io.fleetfix.outbox.dynamodb.DynamoDbUnitOfWork",
          new Writer(Set.of("transactWriteItems"), "it is the unit of work"),
          "io.fleetfix.outbox.dynamodb.ledger.OutboxMarks",
          new Writer(
              Set.of("updateItem"), "a mark records the delivery of an event and is not state"),
          "io.fleetfix.outbox.dynamodb.table.TableCreation",
          new Writer(
              Set.of("createTable", "updateTimeToLive"),
              "it creates the tables for a local run and writes no rows"),
          "io.fleetfix.outbox.dynamodb.relaytable.SdkRelayRows",
          new Writer(
              Set.of("putItem", "deleteItem"),
              "leases, checkpoints and what the sweeper knows belong to the relay, in a table of"
                  + " its own"),
          "io.fleetfix.outbox.dynamodb.relaytable.DynamoDbRedeliveries",
          new Writer(
              Set.of("putItem"),
              "the log of redeliveries belongs to the relay, in the same table"));

  /** The other ports that may declare write methods, with the reason. */
  private static final Map<Class<?>, String> OTHER_WRITING_PORTS =
      Map.of(
          OutboxLedger.class,
          "a mark records the delivery of an event and is not an aggregate's state",
          Receipts.class,
          "the fast path's progress is not an aggregate's state",
          SweepMemory.class,
          "what the sweeper remembers is not an aggregate's state",
          ReconcileMemory.class,
          "what the reconciliation remembers between its rounds is no state of an aggregate",
          Redeliveries.class,
          "the log of redeliveries is not an aggregate's state");

  private static final Pattern SOUNDS_LIKE_A_WRITE =
      Pattern.compile(
          "(save|add|put|store|insert|update|upsert|delete|remove|persist|write|append|record"
              + "|replace|create|mark|confirm|commit|restore)([A-Z].*)?");

  /** An allow-list, so that write methods of future SDK versions are forbidden too. */
  private static final Pattern DYNAMO_DB_READ =
      Pattern.compile(
          "(get|batchGet|transactGet|query|describe|list)([A-Z].*)?"
              + "|builder|create|close|waiter|serviceName|serviceClientConfiguration");

  private static final String STORE = "InMemoryStore";
  private static final String LEDGER = "InMemoryOutboxLedger";

  /** The methods that may change the in-memory store: commits, and the marks of the ledger. */
  private static final Set<String> IN_MEMORY_WRITE_METHODS =
      Stream.concat(
              Stream.of("commit", "restore", "add"),
              Stream.of(OutboxLedger.class.getMethods()).map(Method::getName))
          .collect(Collectors.toUnmodifiableSet());

  @ArchTest
  static final ArchRule onlyTheUnitOfWorkWritesToDynamoDb =
      noClasses()
          .should()
          .accessTargetWhere(isAForbiddenDynamoDbWrite())
          .because(
              "a write that bypasses UnitOfWork loses its event: commit a Change through it. Read"
                  + " with get, query, describe or list; a scan reads, and costs, the whole table");

  @ArchTest
  static final ArchRule onlyTheUnitOfWorkCommitsInMemory =
      methods()
          .that()
          .areDeclaredInClassesThat(areInMemory(STORE))
          .and()
          .haveNameMatching("commit|restore")
          .should(beReachedOnlyFrom("InMemoryUnitOfWork"))
          .because(
              "only UnitOfWork may write, in memory too: take a UnitOfWork and commit a Change");

  @ArchTest
  static final ArchRule onlyTheInMemoryStoreAddsOutboxEntries =
      methods()
          .that()
          .areDeclaredInClassesThat(areInMemory(LEDGER))
          .and()
          .haveName("add")
          .should(beReachedOnlyFrom(STORE))
          .because(
              "an event that is added without its state would be delivered nevertheless: commit a"
                  + " Change, and let the store add its events under the same lock");

  @ArchTest
  static final ArchRule theInMemoryStoreHasNoOtherWriteMethods =
      noMethods()
          .that()
          .areDeclaredInClassesThat(areInMemory(STORE, LEDGER))
          .and()
          .areNotPrivate()
          .and(
              describe(
                  "are not named write methods",
                  method -> !IN_MEMORY_WRITE_METHODS.contains(method.getName())))
          .should(have(aNameThatSoundsLikeAWrite()))
          .because(
              "another way to write would not put its event into the outbox: use"
                  + " InMemoryStore.commit, or make the method private");

  @ArchTest
  static final ArchRule portsDeclareNoWriteMethods =
      noMethods()
          .that()
          .areDeclaredInClassesThat(arePortsOtherThanUnitOfWork())
          .should(have(aNameThatSoundsLikeAWrite()))
          .because(
              "state and event must be written together: return a Change from the domain and pass"
                  + " it to UnitOfWork.commit, the only way to write");

  @ArchTest
  static final ArchRule onlyUseCasesCommit =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.fleetfix.application.repair..",
              "io.fleetfix.application.invoice..",
              "io.fleetfix.application.mail..",
              "io.fleetfix.application.reaction..",
              "io.fleetfix.outbox.command..")
          .and(areNoUnitOfWork())
          .should()
          .accessTargetWhere(isACallOf(UnitOfWork.class, "commit"))
          .because(
              "a use case decides what to commit, and decides again after a conflict: write or"
                  + " call a use case in io.fleetfix.application.repair, .invoice, .mail or .reaction,"
                  + " with ExecuteCommand if possible");

  @ArchTest
  static final ArchRule onlyReconciliationRestores =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("io.fleetfix.outbox.delivery.PageComparison")
          .and(areNoUnitOfWork())
          .should()
          .accessTargetWhere(isACallOf(UnitOfWork.class, "restore"))
          .because(
              "an event may be restored only if reconciliation found it missing and an operator"
                  + " requested it: call ReconcileOutbox");

  @ArchTest
  static final ArchRule onlyRelayAndResenderPublish =
      noClasses()
          .that(
              describe("are neither the relay, the resender nor a bus", each -> !mayPublish(each)))
          .should()
          .accessTargetWhere(isACallOf(EventBus.class, "publish"))
          .because(
              "every send outside of the relay must be recorded on its row before it is"
                  + " published: pass the deliveries to Resender");

  private OutboxRules() {}

  /** A unit of work may wrap another one, to report what becomes of its commits. */
  private static DescribedPredicate<JavaClass> areNoUnitOfWork() {
    return describe("are no unit of work", each -> !each.isAssignableTo(UnitOfWork.class));
  }

  /** A bus may wrap another one, for metrics or traces. */
  private static boolean mayPublish(JavaClass javaClass) {
    JavaClass outermost = ProductionClasses.outermost(javaClass);
    return outermost.isEquivalentTo(RelayOutbox.class)
        || outermost.isEquivalentTo(Resender.class)
        || outermost.isAssignableTo(EventBus.class);
  }

  private static DescribedPredicate<JavaAccess<?>> isAForbiddenDynamoDbWrite() {
    return describe(
        "the target is a DynamoDB client method other than a read or an allowed write",
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
        "the name of a write method",
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

  private static DescribedPredicate<JavaClass> arePortsOtherThanUnitOfWork() {
    return PortRules.arePorts()
        .and(
            describe(
                "are neither UnitOfWork nor a named exception",
                port ->
                    !PortRules.isUnitOfWork(port)
                        && OTHER_WRITING_PORTS.keySet().stream().noneMatch(port::isEquivalentTo)));
  }

  private static DescribedPredicate<JavaAccess<?>> isACallOf(Class<?> port, String method) {
    return describe(
        "the target is " + port.getSimpleName() + "." + method,
        access -> access.getName().equals(method) && access.getTargetOwner().isAssignableTo(port));
  }
}
