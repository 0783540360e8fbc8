package io.fleetfix.bootstrap.feature;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.dynamodb.DynamoDbInvoices;
import io.fleetfix.adapter.dynamodb.InvoiceNumbersRowMapping;
import io.fleetfix.adapter.dynamodb.InvoiceRowMapping;
import io.fleetfix.adapter.http.operator.InvoiceDateRoutes;
import io.fleetfix.adapter.http.operator.InvoiceMailRoutes;
import io.fleetfix.adapter.http.repair.InvoiceRoutes;
import io.fleetfix.adapter.inmemory.InMemoryInvoices;
import io.fleetfix.adapter.print.DocumentPrinter;
import io.fleetfix.application.invoice.ResetInvoiceDate;
import io.fleetfix.application.mail.RequestMail;
import io.fleetfix.application.mail.RequestMails;
import io.fleetfix.application.outbox.RaisedByInvoices;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.InvoicePrinter;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.port.Sender;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.bootstrap.metrics.InvoiceGauges;
import io.fleetfix.bootstrap.metrics.MailGauges;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.mail.MailRefusal;
import io.fleetfix.domain.repair.RepairCompleted;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.IdempotencyRecords;
import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.Subscription.Types;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import java.util.List;

/** Invoices and their numbers, one per completed repair. */
public final class InvoicingModule extends FeatureModule {
  public InvoicingModule(StoreKind store) {
    super(store);
  }

  @Override
  protected void configure() {
    rows(
        () -> InMemoryInvoices.KINDS,
        () -> List.of(new InvoiceRowMapping(), new InvoiceNumbersRowMapping()));
    port(Invoices.class, InMemoryInvoices.class, DynamoDbInvoices.class);
    construct(IssueInvoice.class, ResetInvoiceDate.class, RequestMail.class, RequestMails.class);
    raises(RaisedByInvoices.class);
    raisesNothing(InvoiceNumbers.class, InvoiceNumbers.KEY_PREFIX);
    routes(InvoiceRoutes.class);
    routes(InvoiceDateRoutes.class);
    routes(InvoiceMailRoutes.class);
  }

  @Provides
  @Singleton
  static InvoicePrinter printer(Sender sender, Workshop workshop) {
    return new DocumentPrinter(sender, workshop.zone());
  }

  @Provides
  @Singleton
  static ExecuteCommand<Invoice, MailRefusal> command(
      Invoices invoices, IdempotencyRecords records, UnitOfWork unitOfWork, InstantSource clock) {
    return new ExecuteCommand<>(id -> invoices.find(new RepairId(id)), records, unitOfWork, clock);
  }

  @Provides
  @Singleton
  static InvoiceGauges dates(Invoices invoices, Workshop workshop, InstantSource clock) {
    return new InvoiceGauges(invoices, workshop, clock, System::nanoTime);
  }

  @ProvidesIntoSet
  static MeterBinder gauges(InvoiceGauges dates) {
    return dates;
  }

  @ProvidesIntoSet
  static Background sampling(InvoiceGauges dates, Supervision supervision) {
    return dates.ahead().loop("sample-invoice-date", supervision);
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

  @ProvidesIntoSet
  static ReactionBinding reaction(IssueInvoice issueInvoice) {
    return ReactionBinding.together(
        WorkshopOutbox.INVOICING, Types.only(RepairCompleted.TYPE), issueInvoice);
  }
}
