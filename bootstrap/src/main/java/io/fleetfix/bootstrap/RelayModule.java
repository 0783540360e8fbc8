package io.fleetfix.bootstrap;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.application.outbox.RelayOutbox;

/** Carries the outbox to the bus within this process, where no EventBridge Pipe does. */
public final class RelayModule extends AbstractModule {
  @ProvidesIntoSet
  static Background relay(RelayOutbox relay) {
    return new BackgroundLoop("relay", relay::relay);
  }
}
