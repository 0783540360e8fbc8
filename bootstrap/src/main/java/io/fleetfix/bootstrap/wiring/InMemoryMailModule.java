package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.OptionalBinder;
import io.fleetfix.adapter.inmemory.InMemoryInvoiceMail;
import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.Mailbox;
import java.time.InstantSource;

/** Mails that go nowhere, and can be looked at. */
public final class InMemoryMailModule extends AbstractModule {
  @Override
  protected void configure() {
    bind(InvoiceMail.class).to(InMemoryInvoiceMail.class);
    OptionalBinder.newOptionalBinder(binder(), Mailbox.class)
        .setBinding()
        .to(InMemoryInvoiceMail.class);
  }

  @Provides
  @Singleton
  static InMemoryInvoiceMail mail(InstantSource clock) {
    return new InMemoryInvoiceMail(clock);
  }
}
