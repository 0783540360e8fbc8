package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.fleetfix.application.port.Sender;
import io.fleetfix.bootstrap.config.WorkshopConfig;
import io.fleetfix.bootstrap.feature.ContactModule;
import io.fleetfix.bootstrap.feature.CorrectionModule;
import io.fleetfix.bootstrap.feature.FrontDeskModule;
import io.fleetfix.bootstrap.feature.InvoicingModule;
import io.fleetfix.bootstrap.feature.MailRequestModule;
import io.fleetfix.bootstrap.feature.PrintModule;
import io.fleetfix.bootstrap.feature.RepairModule;
import io.fleetfix.bootstrap.feature.StoreKind;
import io.fleetfix.bootstrap.run.Backgrounds;
import io.fleetfix.bootstrap.telemetry.Telemetry;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.loop.Supervision;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Set;
import java.util.random.RandomGenerator;

/** What all profiles share. Other modules bind store, bus and mail. */
public final class ApplicationModule extends AbstractModule {
  private final WorkshopConfig config;
  private final StoreKind store;

  public ApplicationModule(WorkshopConfig config, StoreKind store) {
    this.config = config;
    this.store = store;
  }

  @Override
  protected void configure() {
    install(new TracingModule(Telemetry.of(System.getenv())));
    install(new MetricsModule());
    install(new HealthModule());
    install(new QueueWatchModule());
    install(new OutboxModule());
    install(new RepairModule(store));
    install(new ContactModule(store));
    install(new PrintModule(config.documents()));
    install(new InvoicingModule(store));
    install(new CorrectionModule(store));
    install(new MailRequestModule(store));
    install(new FrontDeskModule(store));
    bind(Workshop.class).toInstance(config.workshop());
    bind(Sender.class).toInstance(config.mail().sender());
    bind(InstantSource.class).toInstance(Clock.systemUTC());
    bind(RandomGenerator.class).toInstance(new SecureRandom());
    bind(Supervision.class).toInstance(Supervision.OF_THIS_PROCESS);
  }

  /** A singleton, so that the loops that are watched are those that run. */
  @Provides
  @Singleton
  static Backgrounds backgrounds(Set<Background> all) {
    return Backgrounds.of(all);
  }
}
