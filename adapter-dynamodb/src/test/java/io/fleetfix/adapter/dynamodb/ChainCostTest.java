package io.fleetfix.adapter.dynamodb;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.aWorkLine;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.application.port.DeliveryLedger;
import io.fleetfix.application.port.OutboxEntry;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.application.reaction.PostNotice;
import io.fleetfix.application.repair.CompleteRepair;
import io.fleetfix.domain.Change;
import io.fleetfix.domain.Invoice;
import io.fleetfix.domain.Repair;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What a completion costs in DynamoDB's units, by DynamoDB Local's account: a row or an index that
 * makes it dearer is seen here.
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
    free = FreshTables.unitOfWork(tables.client());
    counted = tables.countedClient(local.endpoint(), units);
  }

  @AfterEach
  void close() {
    counted.close();
    tables.close();
  }

  @Test
  void eachStepCostsWhatItsRowsAndIndexEntriesDo() {
    Repair repair = aRepairInProgress();

    // Two rows, twice each for the transaction; three changes of index entries, counted twice too.
    assertThat(written(() -> complete(repair))).isEqualTo(10);
    // Three rows and one index entry: DynamoDB Local leaves the third row out of its account.
    assertThat(written(() -> issueInvoice().on(eventOf(repair)))).isEqualTo(6);
    assertThat(written(() -> postNotice().on(eventOf(repair)))).isEqualTo(4);
    // Not in a transaction: two rows and two index entries, once each.
    assertThat(written(() -> confirmBoth(repair))).isEqualTo(4);
  }

  @Test
  void aSecondReceiptIsFree() {
    Repair repair = aRepairInProgress();
    complete(repair);
    issueInvoice().on(eventOf(repair));
    confirmBoth(repair);

    int updates = units.updates();
    confirmBoth(repair);

    assertThat(units.updates()).isEqualTo(updates);
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
    new CompleteRepair(new DynamoDbRepairs(counted, FreshTables.TABLE), paid(), CLOCK)
        .complete(repair.id());
  }

  private static OutboxEntry eventOf(Repair inProgress) {
    Repair completed = accepted(inProgress.complete(TWO_O_CLOCK)).state();
    return OutboxEntry.of(completed.closingEvent().orElseThrow());
  }

  private IssueInvoice issueInvoice() {
    return new IssueInvoice(
        new DynamoDbRepairs(counted, FreshTables.TABLE),
        new DynamoDbInvoices(counted, FreshTables.TABLE),
        new DynamoDbDeliveryLedger(counted, FreshTables.TABLE),
        paid(),
        WORKSHOP,
        CLOCK);
  }

  private PostNotice postNotice() {
    return new PostNotice(
        new DynamoDbRepairs(counted, FreshTables.TABLE),
        new DynamoDbNotices(counted, FreshTables.TABLE),
        paid(),
        CLOCK);
  }

  private void confirmBoth(Repair repair) {
    DeliveryLedger ledger = new DynamoDbDeliveryLedger(counted, FreshTables.TABLE);
    ledger.confirm(eventOf(repair).eventId(), NOON);
    ledger.confirm(Invoice.issuedEventId(repair.id()), NOON);
  }

  private UnitOfWork paid() {
    return FreshTables.unitOfWork(counted);
  }
}
