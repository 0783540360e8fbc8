package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.multibindings.OptionalBinder;
import io.fleetfix.application.port.Mailbox;

/** The mailbox of a local run, to be looked at. */
final class LocalMailModule extends AbstractModule {
  private final Mailbox mailbox;

  LocalMailModule(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  protected void configure() {
    OptionalBinder.newOptionalBinder(binder(), Mailbox.class).setBinding().toInstance(mailbox);
  }
}
