package io.fleetfix.bootstrap.feature;

import com.google.inject.Provides;
import com.google.inject.Singleton;
import io.fleetfix.adapter.http.repair.DocumentRoutes;
import io.fleetfix.application.invoice.FindDocuments;
import io.fleetfix.application.invoice.IssueCreditNote;
import io.fleetfix.application.invoice.IssueFurtherInvoice;
import io.fleetfix.application.outbox.RaisedByCreditNotes;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.domain.invoice.Correction;
import io.fleetfix.domain.invoice.CreditNote;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.outbox.command.ExecuteCommand;
import io.fleetfix.outbox.command.IdempotencyRecords;
import java.time.InstantSource;

/** What follows a wrong invoice: credit notes and further invoices. */
public final class CorrectionModule extends FeatureModule {
  public CorrectionModule(StoreKind store) {
    super(store);
  }

  @Override
  protected void configure() {
    construct(IssueCreditNote.class, IssueFurtherInvoice.class);
    raises(RaisedByCreditNotes.class);
    raisesNothing(Correction.class, Correction.KEY_PREFIX);
    routes(DocumentRoutes.class);
  }

  @Provides
  @Singleton
  static ExecuteCommand<CreditNote, Refusal> crediting(
      FindDocuments find, IdempotencyRecords records, UnitOfWork unitOfWork, InstantSource clock) {
    return new ExecuteCommand<>(
        id -> find.find(id).map(CreditNote.class::cast), records, unitOfWork, clock);
  }

  @Provides
  @Singleton
  static ExecuteCommand<Invoice, Refusal> invoicing(
      FindDocuments find, IdempotencyRecords records, UnitOfWork unitOfWork, InstantSource clock) {
    return new ExecuteCommand<>(
        id -> find.find(id).map(Invoice.class::cast), records, unitOfWork, clock);
  }
}
