package io.fleetfix.bootstrap.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.fleetfix.application.port.InvoiceMail;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Repairs;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.reaction.SendInvoice;
import java.time.InstantSource;

/** Sends invoices, over whatever way another module binds. Without a way there is nobody to. */
public final class MailModule extends AbstractModule {
  @Provides
  @Singleton
  static SendInvoice sendInvoice(
      Repairs repairs,
      Invoices invoices,
      InvoiceMail mail,
      UnitOfWork unitOfWork,
      InstantSource clock) {
    return new SendInvoice(repairs, invoices, mail, unitOfWork, clock);
  }
}
