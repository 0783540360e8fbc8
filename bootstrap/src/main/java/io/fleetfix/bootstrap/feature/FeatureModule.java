package io.fleetfix.bootstrap.feature;

import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.Multibinder;
import io.fleetfix.adapter.http.server.Routes;
import io.fleetfix.outbox.delivery.NoRaisedEvents;
import io.fleetfix.outbox.dynamodb.RowMapping;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.inmemory.InMemoryKind;
import io.fleetfix.outbox.port.RaisedEvents;
import java.util.List;
import java.util.function.Supplier;

/**
 * Everything that one feature of the workshop adds: rows, ports, use cases, routes, reactions and
 * raised events. Only the profiles list features. If a feature leaves out a part, no other module
 * binds it and the start fails.
 */
public abstract class FeatureModule extends ComponentModule {
  private final StoreKind store;

  protected FeatureModule(StoreKind store) {
    this.store = store;
  }

  /** Binds the kinds of aggregates that the feature stores, for the store of this run only. */
  protected final void rows(
      Supplier<List<? extends InMemoryKind<?>>> inMemory,
      Supplier<List<? extends RowMapping<?>>> onDynamoDb) {
    switch (store) {
      case IN_MEMORY -> {
        var kinds = Multibinder.newSetBinder(binder(), new TypeLiteral<InMemoryKind<?>>() {});
        inMemory.get().forEach(kind -> kinds.addBinding().toInstance(kind));
      }
      case DYNAMO_DB -> {
        var mappings = Multibinder.newSetBinder(binder(), new TypeLiteral<RowMapping<?>>() {});
        onDynamoDb.get().forEach(mapping -> mappings.addBinding().toInstance(mapping));
      }
    }
  }

  /** Binds a port that reads the feature's aggregates. */
  protected final <P> void port(
      Class<P> port, Class<? extends P> inMemory, Class<? extends P> onDynamoDb) {
    Class<? extends P> reader =
        switch (store) {
          case IN_MEMORY -> inMemory;
          case DYNAMO_DB -> onDynamoDb;
        };
    construct(reader);
    bind(port).to(reader);
  }

  protected final void routes(Class<? extends Routes> routes) {
    construct(routes);
    Multibinder.newSetBinder(binder(), Routes.class).addBinding().to(routes);
  }

  protected final void raises(Class<? extends RaisedEvents<?>> raised) {
    construct(raised);
    raised().addBinding().to(raised);
  }

  /** Declares that aggregates of this type raise no events. */
  protected final <A extends Aggregate> void raisesNothing(Class<A> type, String keyPrefix) {
    raised().addBinding().toInstance(new NoRaisedEvents<>(type, keyPrefix));
  }

  private Multibinder<RaisedEvents<?>> raised() {
    return Multibinder.newSetBinder(binder(), new TypeLiteral<RaisedEvents<?>>() {});
  }
}
