package io.fleetfix.bootstrap.feature;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.http.operator.InvoiceMailRoutes;
import io.fleetfix.application.mail.RequestMail;
import io.fleetfix.application.mail.RequestMails;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.bootstrap.metrics.MailGauges;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.DocumentId;
import io.fleetfix.domain.mail.MailRefusal;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.IdempotencyRecords;
import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.loop.Supervision;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;

/** What operators can do about mails, whether or not this process sends any: ask, and watch. */
public final class MailRequestModule extends FeatureModule {
  public MailRequestModule(StoreKind store) {
    super(store);
  }

  @Override
  protected void configure() {
    construct(RequestMail.class, RequestMails.class);
    routes(InvoiceMailRoutes.class);
  }

  @Provides
  @Singleton
  static ExecuteCommand<Document, MailRefusal> command(
      Invoices invoices, IdempotencyRecords records, UnitOfWork unitOfWork, InstantSource clock) {
    return new ExecuteCommand<>(id -> invoices.find(documentId(id)), records, unitOfWork, clock);
  }

  /** Idempotency records of earlier releases hold the repair's id, and mean its first invoice. */
  private static DocumentId documentId(String id) {
    return DocumentId.parse(id).orElseGet(() -> DocumentId.firstInvoice(new RepairId(id)));
  }

  @Provides
  @Singleton
  static MailGauges mails(Invoices invoices, InstantSource clock) {
    return new MailGauges(invoices, clock, System::nanoTime);
  }

  @ProvidesIntoSet
  static MeterBinder mailGauges(MailGauges mails) {
    return mails;
  }

  @ProvidesIntoSet
  static Background samplingMails(MailGauges mails, Supervision supervision) {
    return mails.counts().loop("sample-mails", supervision);
  }
}
