package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.application.outbox.RelayOutbox;
import io.fleetfix.bootstrap.run.Background;
import io.fleetfix.bootstrap.run.BackgroundLoop;

/** Carries the outbox to the bus within this process, where no EventBridge Pipe does. */
public final class RelayModule extends AbstractModule {
  @ProvidesIntoSet
  static Background relay(RelayOutbox relay) {
    return new BackgroundLoop("relay", relay::relay);
  }
}
