package io.fleetfix.architecture;

import com.tngtech.archunit.lang.ArchRule;
import io.fleetfix.adapter.carrierpigeon.violation.Pigeon;
import io.fleetfix.adapter.dynamodb.violation.PutsAnItem;
import io.fleetfix.adapter.dynamodb.violation.ScansTheTable;
import io.fleetfix.adapter.dynamodb.violation.SpeaksPartiQl;
import io.fleetfix.adapter.dynamodb.violation.TransactingUnitOfWork;
import io.fleetfix.adapter.dynamodb.violation.WritesByReference;
import io.fleetfix.adapter.eventbridge.violation.BuildsClients;
import io.fleetfix.adapter.eventbridge.violation.KnowsTheTenantsEvents;
import io.fleetfix.adapter.eventbridge.violation.RetriesByItself;
import io.fleetfix.adapter.http.violation.CommitsARequest;
import io.fleetfix.adapter.http.violation.KnowsAnotherAdapter;
import io.fleetfix.adapter.http.violation.RoutesEvents;
import io.fleetfix.adapter.inmemory.InMemoryRepairs;
import io.fleetfix.adapter.inmemory.violation.ServesHttp;
import io.fleetfix.application.port.violation.FillsTheOutbox;
import io.fleetfix.application.port.violation.InheritsTooMuch;
import io.fleetfix.application.port.violation.KeepsItsPromiseItself;
import io.fleetfix.application.port.violation.PromisesNothing;
import io.fleetfix.application.port.violation.PromisesTooMuch;
import io.fleetfix.application.port.violation.SavesRepairs;
import io.fleetfix.application.port.violation.SecondDoor;
import io.fleetfix.application.violation.AsksTheInjector;
import io.fleetfix.application.violation.BadHabits;
import io.fleetfix.application.violation.BadNames;
import io.fleetfix.application.violation.CallsAnotherHost;
import io.fleetfix.application.violation.ChoosesItsLogLevel;
import io.fleetfix.application.violation.KnowsAnAdapter;
import io.fleetfix.application.violation.KnowsTheCloud;
import io.fleetfix.application.violation.PublishesItself;
import io.fleetfix.application.violation.ReadsItsOwnOptions;
import io.fleetfix.application.violation.ReadsTheClock;
import io.fleetfix.application.violation.RestoresByItself;
import io.fleetfix.application.violation.SpeaksJson;
import io.fleetfix.application.violation.StartsAThread;
import io.fleetfix.application.violation.WantsToBeInjected;
import io.fleetfix.application.violation.circle.Hen;
import io.fleetfix.application.violation.circle.egg.Egg;
import io.fleetfix.application.violation.unmarked.MayBeNull;
import io.fleetfix.bootstrap.violation.AsksTheTable;
import io.fleetfix.bootstrap.violation.ConfiguresTheServer;
import io.fleetfix.bootstrap.violation.StartsThreads;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.violation.AsksAPort;
import io.fleetfix.domain.violation.AsksTheOutbox;
import io.fleetfix.domain.violation.LogsInTheDomain;
import io.fleetfix.domain.violation.NoValues;
import io.fleetfix.domain.violation.ReadsAFile;
import io.fleetfix.domain.violation.ReadsAnOldFile;
import io.fleetfix.domain.violation.UsesItsSurroundings;
import io.fleetfix.outbox.delivery.violation.AsksTheClock;
import io.fleetfix.outbox.delivery.violation.CommitsByItself;
import io.fleetfix.outbox.delivery.violation.KeepsAFile;
import io.fleetfix.outbox.delivery.violation.KnowsTheTenant;
import io.fleetfix.outbox.delivery.violation.PublishesUnrecorded;
import io.fleetfix.outbox.inmemory.violation.AddsAnEventAlone;
import io.fleetfix.outbox.inmemory.violation.CommitsByReference;
import io.fleetfix.outbox.inmemory.violation.CommitsPastTheUnitOfWork;
import io.fleetfix.outbox.inmemory.violation.InMemoryOutboxLedger;
import io.fleetfix.outbox.inmemory.violation.InMemoryStore;
import io.fleetfix.outbox.inmemory.violation.RestoresPastTheUnitOfWork;
import io.fleetfix.stray.Stray;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The violations of every rule. The offenders are under the package roots that rules check. */
final class Offences {
  private Offences() {}

  static List<Offence> all() {
    return Stream.of(
            purity(), dependencies(), outbox(), ports(), conventions(), threads(), clients())
        .flatMap(offences -> offences)
        .toList();
  }

  private static Stream<Offence> purity() {
    return Stream.of(
            each(
                PurityRules.domainDependsOnlyOnItselfAndOutboxEvents,
                LogsInTheDomain.class,
                AsksAPort.class,
                AsksTheOutbox.class),
            each(PurityRules.domainReceivesTimeAndRandomness, UsesItsSurroundings.class),
            each(
                PurityRules.useCasesReceiveTimeAndRandomness,
                StartsAThread.class,
                AsksTheClock.class,
                ReadsTheClock.class),
            each(
                PurityRules.coreOpensNoFilesOrConnections,
                ReadsAFile.class,
                ReadsAnOldFile.class,
                CallsAnotherHost.class,
                KeepsAFile.class))
        .flatMap(offences -> offences);
  }

  private static Stream<Offence> dependencies() {
    return Stream.of(
            each(
                DependencyRules.theLibraryDoesNotDependOnTheWorkshop,
                KnowsTheTenant.class,
                KnowsTheTenantsEvents.class),
            each(
                DependencyRules.theLibraryUsesOnlyItsOwnTechnology,
                io.fleetfix.outbox.delivery.violation.SpeaksJson.class,
                io.fleetfix.outbox.delivery.violation.KnowsItsStore.class,
                io.fleetfix.adapter.eventbridge.violation.KnowsItsStore.class,
                KnowsTheTenantsEvents.class),
            each(
                DependencyRules.applicationDependsOnlyOnDomainAndOutbox,
                SpeaksJson.class,
                KnowsAnAdapter.class,
                io.fleetfix.application.violation.KnowsItsStore.class),
            each(
                DependencyRules.adaptersUseOnlyTheirOwnTechnology,
                ServesHttp.class,
                RoutesEvents.class,
                KnowsAnotherAdapter.class,
                Pigeon.class),
            together(
                DependencyRules.adaptersDoNotDependOnEachOther,
                KnowsAnotherAdapter.class,
                InMemoryRepairs.class),
            each(
                DependencyRules.bootstrapOnlyWiresAndStarts,
                ConfiguresTheServer.class,
                AsksTheTable.class),
            each(
                DependencyRules.guiceStaysInBootstrap,
                WantsToBeInjected.class,
                AsksTheInjector.class),
            each(
                DependencyRules.javalinStaysInTheHttpAdapter,
                ServesHttp.class,
                ConfiguresTheServer.class),
            each(DependencyRules.commandLineStaysInBootstrap, ReadsItsOwnOptions.class),
            each(DependencyRules.loggingBackendStaysInBootstrap, ChoosesItsLogLevel.class),
            each(DependencyRules.awsSdkStaysAtTheEdge, KnowsTheCloud.class),
            together(DependencyRules.packagesAreFreeOfCycles, Hen.class, Egg.class),
            each(DependencyRules.everyClassBelongsToAModule, Stray.class, Pigeon.class),
            together(
                DependencyRules.modulesDoNotShareAPackageRoot,
                LogsInTheDomain.class,
                Repair.class,
                Invoice.class))
        .flatMap(offences -> offences);
  }

  private static Stream<Offence> outbox() {
    return Stream.of(
            each(
                OutboxRules.onlyTheUnitOfWorkWritesToDynamoDb,
                PutsAnItem.class,
                WritesByReference.class,
                SpeaksPartiQl.class,
                ScansTheTable.class,
                TransactingUnitOfWork.class),
            together(
                OutboxRules.onlyTheUnitOfWorkCommitsInMemory,
                CommitsPastTheUnitOfWork.class,
                InMemoryStore.class),
            together(
                OutboxRules.onlyTheUnitOfWorkCommitsInMemory,
                CommitsByReference.class,
                InMemoryStore.class),
            together(
                OutboxRules.onlyTheUnitOfWorkCommitsInMemory,
                RestoresPastTheUnitOfWork.class,
                InMemoryStore.class),
            together(
                OutboxRules.onlyTheInMemoryStoreAddsOutboxEntries,
                AddsAnEventAlone.class,
                InMemoryOutboxLedger.class),
            each(
                OutboxRules.theInMemoryStoreHasNoOtherWriteMethods,
                InMemoryStore.class,
                InMemoryOutboxLedger.class),
            each(
                OutboxRules.portsDeclareNoWriteMethods,
                SavesRepairs.class,
                FillsTheOutbox.class,
                SecondDoor.class),
            each(
                OutboxRules.onlyUseCasesCommit,
                CommitsARequest.class,
                CommitsByItself.class,
                io.fleetfix.bootstrap.violation.CommitsByReference.class),
            each(OutboxRules.onlyReconciliationRestores, RestoresByItself.class),
            each(
                OutboxRules.onlyRelayAndResenderPublish,
                PublishesUnrecorded.class,
                PublishesItself.class))
        .flatMap(offences -> offences);
  }

  private static Stream<Offence> ports() {
    return Stream.of(
            each(
                PortRules.portsAreSmall,
                PromisesTooMuch.class,
                InheritsTooMuch.class,
                PromisesNothing.class),
            each(PortRules.portsHaveNoDefaultMethods, KeepsItsPromiseItself.class),
            each(PortRules.onlyUnitOfWorkDeclaresCommit, SecondDoor.class))
        .flatMap(offences -> offences);
  }

  private static Stream<Offence> conventions() {
    return Stream.of(
            each(ConventionRules.domainTypesAreValues, NoValues.class.getDeclaredClasses()),
            each(ConventionRules.nothingHasASetter, BadHabits.HasASetter.class),
            each(
                ConventionRules.classNamesHaveNoGenericSuffix, BadNames.class.getDeclaredClasses()),
            each(ConventionRules.everyPackageIsNullMarked, MayBeNull.class),
            each(
                ConventionRules.nothingWritesToTheStandardStreams,
                BadHabits.Prints.class,
                BadHabits.PrintsItsFailures.class),
            each(ConventionRules.loggingGoesThroughSlf4j, BadHabits.LogsThroughTheJdk.class),
            each(ConventionRules.exceptionsAreSpecific, BadHabits.FailsWithoutAName.class),
            each(
                ConventionRules.dependenciesComeThroughTheConstructor,
                BadHabits.HasAnInjectedField.class),
            each(
                ConventionRules.nothingSleeps,
                BadHabits.Sleeps.class,
                BadHabits.SleepsInUnits.class))
        .flatMap(offences -> offences);
  }

  private static Stream<Offence> threads() {
    return Stream.of(
            each(ThreadRules.onlyTheLoopPackageStartsThreads, StartsAThread.class),
            each(
                ThreadRules.onlyTheLoopPackageStartsThreads,
                StartsThreads.class.getDeclaredClasses()),
            each(ThreadRules.onlyTheRetryPackagePauses, RetriesByItself.class.getDeclaredClasses()))
        .flatMap(offences -> offences);
  }

  private static Stream<Offence> clients() {
    return each(
        AwsClientRules.everyClientStatesItsTimeoutsAndRetries,
        BuildsClients.class.getDeclaredClasses());
  }

  /** Each offender alone. */
  private static Stream<Offence> each(ArchRule rule, Class<?>... offenders) {
    return Arrays.stream(offenders).map(offender -> new Offence(rule, offender, List.of()));
  }

  /** An offender that violates the rule only together with other classes. */
  private static Stream<Offence> together(ArchRule rule, Class<?> offender, Class<?>... others) {
    return Stream.of(new Offence(rule, offender, List.of(others)));
  }
}
