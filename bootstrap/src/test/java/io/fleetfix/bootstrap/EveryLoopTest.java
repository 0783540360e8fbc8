package io.fleetfix.bootstrap;

import static io.fleetfix.outbox.contracts.Eventually.eventually;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.invoiceIssued;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static io.fleetfix.testing.fixture.Fixtures.repairCompleted;
import static io.fleetfix.testing.fixture.Fixtures.taken;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.util.Modules;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.run.Backgrounds;
import io.fleetfix.bootstrap.run.ClosedLast;
import io.fleetfix.bootstrap.run.Leadership;
import io.fleetfix.bootstrap.wiring.ChildrenModule;
import io.fleetfix.bootstrap.wiring.Wiring;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.localaws.ChildWatch;
import io.fleetfix.localaws.LocalAws;
import io.fleetfix.localmail.LocalMail;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.health.Heartbeat;
import io.fleetfix.outbox.inmemory.queue.InMemoryEventBus;
import io.fleetfix.outbox.inmemory.queue.InMemoryQueue;
import io.fleetfix.outbox.loop.SupervisedLoop;
import io.fleetfix.outbox.port.EventBus;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.ResourceCheck;
import io.fleetfix.outbox.queue.QueueSizes;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.ReactionBindings;
import io.fleetfix.outbox.subscription.Subscription;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Errors come from what each loop of each wiring calls, and the loop goes on. The test takes the
 * steps of all loops one after another, so that it knows which one meets an error.
 */
class EveryLoopTest {
  private static final List<OutboxEntry> EVENTS =
      List.of(OutboxEntry.of(repairCompleted()), OutboxEntry.of(invoiceIssued()));
  private static final String DATA = "FLEETFIX_LOCAL_DATA";
  private static final Key<Map<Subscription, InMemoryQueue>> QUEUES =
      Key.get(new TypeLiteral<>() {});
  private static final Key<Set<ClosedLast>> CLOSED_LAST = Key.get(new TypeLiteral<>() {});
  private static final String VISIBILITY = "-visibility";

  private final Faults faults = new Faults();
  private final Set<String> survivors = new ConcurrentSkipListSet<>();

  @Test
  void inMemory() throws Exception {
    Injector injector =
        Guice.createInjector(
            Modules.override(Wiring.memory(config(Map.of())))
                .with(new FaultyReactions(event -> faults.pass()), new FaultyParts()));
    UnitOfWork door = injector.getInstance(UnitOfWork.class);
    EventBus bus = new InMemoryEventBus(WorkshopOutbox.FORMAT, injector.getInstance(QUEUES));
    List<SupervisedLoop> loops = loops(injector);

    for (SupervisedLoop loop : loops) {
      survive(
          loop,
          () -> {
            Change<Repair> opened = opened();
            Change<Repair> completed = accepted(opened.state().complete(Instant.now()));
            Change<Invoice> issued =
                Invoice.issue(completed.state(), taken(1).newest(1).getFirst(), Instant.now());
            door.commit(opened);
            door.commit(completed);
            door.commit(issued);
            bus.publish( // a queue in memory drops what the outbox does not know
                Stream.of(completed, issued)
                    .flatMap(change -> change.events().stream())
                    .map(OutboxEntry::of)
                    .toList());
          });
    }

    assertThat(survivors).hasSizeGreaterThan(6).isEqualTo(names(loops));
  }

  @Test
  void onAwsAndLocally(@TempDir Path folder) throws Exception {
    try (LocalMail mail = LocalMail.start();
        LocalAws local = LocalCommand.start(config(Map.of(DATA, folder.toString())))) {
      WorkshopConfig config =
          config(
              Map.of(
                  "FLEETFIX_RELAY", "embedded",
                  "FLEETFIX_SMTP_URL", mail.smtp().toString(),
                  "FLEETFIX_MAIL_FROM", "Garage <garage@example.com>"));
      survivesOnAws(config, local);
      survivesLocally(config, local, mail);
    }
  }

  /**
   * A message is hidden from other consumers only during a reaction, so that is when those loops
   * act.
   */
  private void survivesOnAws(WorkshopConfig config, LocalAws local) throws Exception {
    var connections = faults.watching(local);
    new OutboxTable(config.names().table()).createIfMissing(connections.dynamoDb().tables());
    List<SupervisedLoop> loops = new ArrayList<>();
    Injector injector =
        Guice.createInjector(
            Modules.override(Wiring.aws(config, connections))
                .with(
                    new FaultyReactions(
                        heard ->
                            survive(
                                named(loops, config.names().queue(heard) + VISIBILITY),
                                () -> {}))));
    loops.addAll(loops(injector));
    injector.getInstance(EventBus.class).publish(EVENTS);

    for (SupervisedLoop loop : loops) {
      if (!loop.name().endsWith(VISIBILITY)) {
        survive(loop, () -> {});
      }
    }
    for (Subscription heard : WorkshopOutbox.SUBSCRIPTIONS) {
      String queue = config.names().queue(heard);
      eventually(
          () -> {
            named(loops, queue).attempt();
            assertThat(survivors).contains(queue + VISIBILITY);
          });
    }

    assertThat(survivors).hasSizeGreaterThan(10).isEqualTo(names(loops));
    injector.getInstance(CLOSED_LAST).forEach(ClosedLast::close);
  }

  /** Loops of the same name are built by the same module. */
  private void survivesLocally(WorkshopConfig config, LocalAws local, LocalMail mail)
      throws Exception {
    ChildWatch watch = local.watch(List.of(mail.process()), faults.ofChildren());
    List<Module> modules = new ArrayList<>(Wiring.local(config, faults.watching(local), mail));
    modules.add(new ChildrenModule(watch));
    Injector injector = Guice.createInjector(modules);

    for (SupervisedLoop loop : loops(injector)) {
      if (!survivors.contains(loop.name())) {
        survive(
            loop,
            () -> {
              if (watch.away().isEmpty()) {
                mail.process().handle().destroyForcibly();
                mail.process().handle().onExit().join();
              }
            });
      }
    }

    assertThat(survivors).contains("children").containsAll(names(loops(injector)));
    injector.getInstance(CLOSED_LAST).forEach(ClosedLast::close);
  }

  /**
   * Lets the loop meet both errors.
   *
   * @param work gives the loop something to do
   */
  private void survive(SupervisedLoop loop, Runnable work) {
    try {
      for (Error error :
          List.of(
              new StackOverflowError("expected by this test"),
              new NoClassDefFoundError("expected by this test"))) {
        faults.arm(error);
        eventually(
            () -> {
              work.run();
              loop.attempt();
              assertThat(faults.areThrown()).as("%s has met an error", loop.name()).isTrue();
            });
      }
      int before = faults.passed();
      eventually(
          () -> {
            work.run();
            loop.attempt();
            assertThat(faults.passed()).as("%s goes on", loop.name()).isGreaterThan(before);
          });
      survivors.add(loop.name());
    } catch (Exception failure) {
      throw new IllegalStateException(loop.name(), failure);
    }
  }

  private static WorkshopConfig config(Map<String, String> settings) {
    return WorkshopConfig.of(settings);
  }

  private static List<SupervisedLoop> loops(Injector injector) {
    return injector.getInstance(Backgrounds.class).loops();
  }

  private static SupervisedLoop named(List<SupervisedLoop> loops, String name) {
    return loops.stream().filter(loop -> loop.name().equals(name)).findAny().orElseThrow();
  }

  private static Set<String> names(List<SupervisedLoop> loops) {
    return new TreeSet<>(loops.stream().map(SupervisedLoop::name).toList());
  }

  /** The same subscriptions and types, with another reaction. */
  private static final class FaultyReactions extends AbstractModule {
    private final Consumer<Subscription> reaction;

    FaultyReactions(Consumer<Subscription> reaction) {
      this.reaction = reaction;
    }

    @Provides
    @Singleton
    ReactionBindings reactions(Set<ReactionBinding> all) {
      return ReactionBindings.of(
          WorkshopOutbox.SUBSCRIPTIONS,
          all.stream()
              .map(
                  each ->
                      ReactionBinding.each(
                          each.subscription(),
                          each.types(),
                          event -> reaction.accept(each.subscription())))
              .toList());
    }
  }

  private final class FaultyParts extends AbstractModule implements Leadership {
    @Override
    protected void configure() {
      bind(Leadership.class).toInstance(this);
      bind(Heartbeat.class).toInstance(faults::pass);
      bind(InstantSource.class)
          .toInstance(
              () -> {
                faults.pass();
                return Instant.now();
              });
      Multibinder.newSetBinder(binder(), ResourceCheck.class)
          .addBinding()
          .toInstance(
              () -> {
                faults.pass();
                return new ResourceCheck.Result.There();
              });
      bind(QueueSizes.class)
          .toInstance(
              new QueueSizes() {
                @Override
                public List<String> queues() {
                  faults.pass();
                  return List.of();
                }

                @Override
                public QueueSize size(String queue) {
                  throw new AssertionError("There are no queues");
                }
              });
      bind(EventBus.class)
          .toInstance(
              entries -> {
                faults.pass();
                return List.of();
              });
    }

    @Override
    public boolean isMine(Work work) {
      faults.pass();
      return true;
    }

    @Override
    public void release(Work work) {}
  }
}
