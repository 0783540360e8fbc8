package io.fleetfix.bootstrap.feature;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.ProvidesIntoSet;
import io.fleetfix.adapter.dynamodb.CorrectionRowMapping;
import io.fleetfix.adapter.dynamodb.CreditNoteRowMapping;
import io.fleetfix.adapter.dynamodb.DynamoDbInvoices;
import io.fleetfix.adapter.dynamodb.InvoiceNumbersRowMapping;
import io.fleetfix.adapter.dynamodb.InvoiceRowMapping;
import io.fleetfix.adapter.http.operator.InvoiceDateRoutes;
import io.fleetfix.adapter.http.repair.DocumentAnswers;
import io.fleetfix.adapter.http.repair.InvoiceRoutes;
import io.fleetfix.adapter.inmemory.InMemoryInvoices;
import io.fleetfix.application.invoice.FindDocuments;
import io.fleetfix.application.invoice.NumberCounters;
import io.fleetfix.application.invoice.ResetInvoiceDate;
import io.fleetfix.application.outbox.RaisedByInvoices;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.Invoices;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.bootstrap.metrics.InvoiceGauges;
import io.fleetfix.domain.invoice.InvoiceNumbers;
import io.fleetfix.domain.invoice.Workshop;
import io.fleetfix.domain.repair.RepairCompleted;
import io.fleetfix.outbox.loop.Background;
import io.fleetfix.outbox.loop.Supervision;
import io.fleetfix.outbox.subscription.ReactionBinding;
import io.fleetfix.outbox.subscription.Subscription.Types;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import java.util.List;

/** Invoices of completed repairs, the store of all documents, and their numbers. */
public final class InvoicingModule extends FeatureModule {
  public InvoicingModule(StoreKind store) {
    super(store);
  }

  @Override
  protected void configure() {
    rows(
        () -> InMemoryInvoices.KINDS,
        () ->
            List.of(
                new InvoiceRowMapping(),
                new CreditNoteRowMapping(),
                new CorrectionRowMapping(),
                new InvoiceNumbersRowMapping()));
    port(Invoices.class, InMemoryInvoices.class, DynamoDbInvoices.class);
    construct(
        FindDocuments.class,
        DocumentAnswers.class,
        NumberCounters.class,
        IssueInvoice.class,
        ResetInvoiceDate.class);
    raises(RaisedByInvoices.class);
    raisesNothing(InvoiceNumbers.class, InvoiceNumbers.KEY_PREFIX);
    routes(InvoiceRoutes.class);
    routes(InvoiceDateRoutes.class);
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

  @ProvidesIntoSet
  static ReactionBinding reaction(IssueInvoice issueInvoice) {
    return ReactionBinding.together(
        WorkshopOutbox.INVOICING, Types.only(RepairCompleted.TYPE), issueInvoice);
  }
}
