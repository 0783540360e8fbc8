package io.fleetfix.adapter.dynamodb;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.aWorkLine;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.application.reaction.PostNotice;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.repair.Billing;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.command.CommandOptions;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.testing.contract.StorageUnderTest;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The capacity units that a completion consumes, as DynamoDB Local reports them. Detects a row or
 * an index that makes it more expensive.
 */
@ExtendWith(DynamoDbLocalExtension.class)
class ChainCostTest {
  private static final InstantSource CLOCK = InstantSource.fixed(TWO_O_CLOCK);

  private final CapacityUnits units = new CapacityUnits();
  private final FreshTables tables;
  private final UnitOfWork free;
  private final DynamoDbClient counted;

  ChainCostTest(DynamoDbLocal local) {
    tables = new FreshTables(local);
    free = tables.storage().unitOfWork();
    counted = tables.countedClient(local.endpoint(), units);
  }

  @AfterEach
  void close() {
    counted.close();
    tables.close();
  }

  @Test
  void eachStepCostsItsRowsAndIndexEntries() {
    Repair repair = aRepairInProgress();

    // Two rows, doubled by the transaction; three index changes, doubled too.
    assertThat(written(() -> complete(repair))).isEqualTo(10);
    // Three rows and one index entry: DynamoDB Local does not report the third row.
    assertThat(written(() -> issueInvoice().on(eventOf(repair)))).isEqualTo(6);
    assertThat(written(() -> postNotice().on(eventOf(repair)))).isEqualTo(4);
    // Without a transaction: two rows and two index entries, one unit each.
    assertThat(written(() -> confirmBoth(repair))).isEqualTo(4);
  }

  /** On AWS, the rejected write costs a unit too. */
  @Test
  void aSecondReceiptIsOneRejectedWrite() {
    Repair repair = aRepairInProgress();
    complete(repair);
    issueInvoice().on(eventOf(repair));
    confirmBoth(repair);

    int updates = units.updates();
    assertThat(written(() -> confirmBoth(repair))).isZero();

    assertThat(units.updates()).isEqualTo(updates + 2);
  }

  private double written(Runnable step) {
    units.written();
    step.run();
    return units.written();
  }

  private Repair aRepairInProgress() {
    Change<Repair> opened = opened();
    free.commit(opened);
    Change<Repair> worked = accepted(opened.state().addWork(aWorkLine("Brake pads", "120.00")));
    free.commit(worked);
    return worked.state();
  }

  private void complete(Repair repair) {
    new CompleteRepair(paid().command(CLOCK), WORKSHOP, CLOCK)
        .complete(repair.id(), Billing.INVOICE, CommandOptions.NONE);
  }

  private static OutboxEntry eventOf(Repair inProgress) {
    Repair completed = accepted(inProgress.complete(TWO_O_CLOCK)).state();
    return OutboxEntry.of(completed.closingEvent().orElseThrow());
  }

  private IssueInvoice issueInvoice() {
    StorageUnderTest paid = paid();
    return new IssueInvoice(
        paid.repairs(), paid.invoices(), paid.ledger(), paid.unitOfWork(), WORKSHOP, CLOCK);
  }

  private PostNotice postNotice() {
    StorageUnderTest paid = paid();
    return new PostNotice(
        paid.repairs(), paid.contacts(), paid.notices(), paid.unitOfWork(), CLOCK);
  }

  private void confirmBoth(Repair repair) {
    StorageUnderTest paid = paid();
    Invoice invoice = tables.storage().invoices().find(repair.id()).orElseThrow();
    paid.ledger().confirm(eventOf(repair), NOON);
    paid.ledger().confirm(OutboxEntry.of(invoice.issuedEvent()), NOON);
  }

  private StorageUnderTest paid() {
    return FreshTables.storage(counted);
  }
}
