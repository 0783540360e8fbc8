package io.fleetfix.bootstrap;

import io.fleetfix.adapter.dynamodb.ContactRowMapping;
import io.fleetfix.adapter.dynamodb.CorrectionRowMapping;
import io.fleetfix.adapter.dynamodb.CreditNoteRowMapping;
import io.fleetfix.adapter.dynamodb.InvoiceNumbersRowMapping;
import io.fleetfix.adapter.dynamodb.InvoiceRowMapping;
import io.fleetfix.adapter.dynamodb.NoticeRowMapping;
import io.fleetfix.adapter.dynamodb.RepairRowMapping;
import io.fleetfix.outbox.dynamodb.RowMappings;

/** The workshop's row mappings, for tests that write to a table without the service. */
final class TestedRows {
  static final RowMappings MAPPINGS =
      new RowMappings(
          new RepairRowMapping(),
          new InvoiceRowMapping(),
          new CreditNoteRowMapping(),
          new CorrectionRowMapping(),
          new InvoiceNumbersRowMapping(),
          new NoticeRowMapping(),
          new ContactRowMapping());

  private TestedRows() {}
}
