package io.fleetfix.bootstrap.wiring;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.bootstrap.feature.ComponentModule;
import io.fleetfix.bootstrap.run.ClosedLast;
import io.fleetfix.bootstrap.telemetry.Tracing;
import io.fleetfix.outbox.command.IdempotencyRecord;
import io.fleetfix.outbox.delivery.AllRaisedEvents;
import io.fleetfix.outbox.delivery.ConfirmDelivery;
import io.fleetfix.outbox.delivery.InspectOutbox;
import io.fleetfix.outbox.delivery.ListEvents;
import io.fleetfix.outbox.delivery.NoRaisedEvents;
import io.fleetfix.outbox.delivery.ReconcileOutbox;
import io.fleetfix.outbox.delivery.ReconcileSinceMark;
import io.fleetfix.outbox.delivery.RedeliverEvents;
import io.fleetfix.outbox.delivery.RelayOutbox;
import io.fleetfix.outbox.delivery.ReleaseQuarantined;
import io.fleetfix.outbox.delivery.Resender;
import io.fleetfix.outbox.delivery.SweepOutbox;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.port.RaisedEvents;
import io.fleetfix.outbox.port.ResourceCheck;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.ReactionBindings;
import io.fleetfix.outbox.subscription.Subscription.Types;
import java.util.Set;

/** The outbox's own use cases, and its own subscription: the receipts. */
final class OutboxModule extends ComponentModule {
  @Override
  protected void configure() {
    construct(
        RelayOutbox.class,
        ConfirmDelivery.class,
        Resender.class,
        SweepOutbox.class,
        ReconcileOutbox.class,
        ReconcileSinceMark.class,
        RedeliverEvents.class,
        ReleaseQuarantined.class,
        InspectOutbox.class,
        ListEvents.class);
    bind(io.fleetfix.outbox.port.UnitOfWork.class).to(UnitOfWork.class);
    Multibinder.newSetBinder(binder(), new TypeLiteral<RaisedEvents<?>>() {})
        .addBinding()
        .toInstance(new NoRaisedEvents<>(IdempotencyRecord.class, IdempotencyRecord.KEY_PREFIX));
    // Both are empty in memory.
    Multibinder.newSetBinder(binder(), ClosedLast.class);
    Multibinder.newSetBinder(binder(), ResourceCheck.class);
  }

  @Provides
  @Singleton
  static AllRaisedEvents raised(
      Set<RaisedEvents<?>> kinds, Set<Class<? extends Aggregate>> stored) {
    return new AllRaisedEvents(kinds, stored);
  }

  @ProvidesIntoSet
  static ReactionBinding receipts(ConfirmDelivery confirmDelivery) {
    return ReactionBinding.each(WorkshopOutbox.RECEIPTS, Types.all(), confirmDelivery);
  }

  @Provides
  @Singleton
  static ReactionBindings reactions(Set<ReactionBinding> reactions, Tracing tracing) {
    return ReactionBindings.of(
        WorkshopOutbox.SUBSCRIPTIONS, reactions.stream().map(tracing::traced).toList());
  }
}
