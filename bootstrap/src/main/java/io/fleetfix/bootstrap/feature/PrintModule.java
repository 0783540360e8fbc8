package io.fleetfix.bootstrap.feature;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.fleetfix.adapter.print.DocumentPrinter;
import io.fleetfix.application.invoice.ChargeCheck;
import io.fleetfix.application.invoice.PrintCheck;
import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.PrintableText;
import io.fleetfix.application.port.Sender;
import io.fleetfix.bootstrap.profile.DocumentSettings;
import io.fleetfix.domain.invoice.Workshop;

/** Prints documents, and refuses what they could not show. */
public final class PrintModule extends ComponentModule {
  private final DocumentSettings documents;

  public PrintModule(DocumentSettings documents) {
    this.documents = documents;
  }

  @Override
  protected void configure() {
    construct(PrintCheck.class, ChargeCheck.class);
    bind(InvoicePrinter.class).to(DocumentPrinter.class);
    bind(PrintableText.class).to(DocumentPrinter.class);
  }

  @Provides
  @Singleton
  DocumentPrinter printer(Sender sender, Workshop workshop) {
    return documents.printer(sender, workshop.zone());
  }
}
