package io.fleetfix.deploy;

import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.WORKSHOP;
import static io.fleetfix.testing.fixture.Fixtures.aKey;
import static io.fleetfix.testing.fixture.Fixtures.aRequest;
import static io.fleetfix.testing.fixture.Fixtures.aWorkLine;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.mailed;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static io.fleetfix.testing.fixture.Fixtures.repairCompleted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetfix.adapter.dynamodb.ContactRowMapping;
import io.fleetfix.adapter.dynamodb.CorrectionRowMapping;
import io.fleetfix.adapter.dynamodb.CreditNoteRowMapping;
import io.fleetfix.adapter.dynamodb.DynamoDbContacts;
import io.fleetfix.adapter.dynamodb.DynamoDbInvoices;
import io.fleetfix.adapter.dynamodb.DynamoDbNotices;
import io.fleetfix.adapter.dynamodb.DynamoDbRepairs;
import io.fleetfix.adapter.dynamodb.DynamoDbWorkshopUnitOfWork;
import io.fleetfix.adapter.dynamodb.InvoiceNumbersRowMapping;
import io.fleetfix.adapter.dynamodb.InvoiceRowMapping;
import io.fleetfix.adapter.dynamodb.NoticeRowMapping;
import io.fleetfix.adapter.dynamodb.RepairRowMapping;
import io.fleetfix.application.outbox.WorkshopOutbox;
import io.fleetfix.application.port.UnitOfWork;
import io.fleetfix.application.reaction.IssueInvoice;
import io.fleetfix.application.reaction.PostNotice;
import io.fleetfix.domain.invoice.Correction;
import io.fleetfix.domain.invoice.Crediting;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.dynamodb.RowMappings;
import io.fleetfix.outbox.dynamodb.ledger.DynamoDbOutboxLedger;
import io.fleetfix.outbox.dynamodb.table.DynamoDbConnection;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.dynamodb.table.ReadProblems;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Restoration;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.outbox.port.Delivery;
import io.fleetfix.outbox.port.OutboxEntry;
import io.fleetfix.outbox.port.QuarantineReason;
import io.fleetfix.outbox.port.Traceparent;
import io.fleetfix.testing.fixture.Golden;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The life cycle of a repair on a real table, driven by the service's own classes, with the stream
 * records of each step. Some updates that the service does not make yet are made directly.
 */
final class TemplateScenario implements AutoCloseable {
  private static final RepairId REPAIR = new RepairId("R-123");
  private static final OutboxTable TABLE = new OutboxTable("workshop");
  private static final RowMappings MAPPINGS =
      new RowMappings(
          new RepairRowMapping(),
          new InvoiceRowMapping(),
          new CreditNoteRowMapping(),
          new CorrectionRowMapping(),
          new InvoiceNumbersRowMapping(),
          new NoticeRowMapping(),
          new ContactRowMapping());

  static final OutboxEntry COMPLETED = OutboxEntry.of(repairCompleted());

  private final List<Step> steps = new ArrayList<>();
  private final DynamoDbConnection connection;
  private final DynamoDbClient client;
  private final TableStream stream;
  private final UnitOfWork unitOfWork;
  private final DynamoDbRepairs repairs;
  private final DynamoDbOutboxLedger ledger;
  private final InstantSource clock = InstantSource.fixed(TWO_O_CLOCK);

  /**
   * One step of the scenario.
   *
   * @param records the stream records of the step, as a Pipe receives them
   * @param events the events that the Pipe must send for them
   */
  record Step(String name, List<JsonNode> records, List<Golden> events) {
    Step {
      records = List.copyOf(records);
      events = List.copyOf(events);
    }
  }

  private TemplateScenario(DynamoDbLocal local) {
    connection =
        DynamoDbConnection.to(local.endpoint(), Region.EU_CENTRAL_1, DynamoDbLocal.freshDatabase());
    client = connection.tables();
    TABLE.createIfMissing(client);
    stream = TableStream.of(connection, TABLE.name());
    unitOfWork =
        new DynamoDbWorkshopUnitOfWork(
            client, TABLE, MAPPINGS, new SecureRandom(), System::nanoTime, () -> Traceparent.NONE);
    repairs = new DynamoDbRepairs(client, TABLE, ReadProblems.LOGGED);
    ledger =
        new DynamoDbOutboxLedger(client, TABLE, WorkshopOutbox.FORMAT, clock, ReadProblems.LOGGED);
  }

  /** Completes one repair and cancels another, and updates an event in every possible way. */
  static List<Step> run(DynamoDbLocal local) throws Exception {
    List<Step> steps = new ArrayList<>();
    try (TemplateScenario scenario = new TemplateScenario(local)) {
      scenario.opens();
      scenario.completes();
      scenario.reacts();
      scenario.marks();
      scenario.expires();
      scenario.restores();
      steps.addAll(scenario.steps);
    }
    try (TemplateScenario scenario = new TemplateScenario(local)) {
      scenario.opens();
      scenario.cancels();
      steps.addAll(scenario.steps);
    }
    return List.copyOf(steps);
  }

  private void opens() throws Exception {
    unitOfWork.commit(opened(REPAIR, NOON));
    record("repair opened", 1);
    unitOfWork.commit(Change.of(aRequest(aKey(), Instant.now())));
    record("request remembered", 1);
    unitOfWork.commit(accepted(repair().addWork(aWorkLine("Brake pads, front", "120.00"))));
    record("work added", 1);
    unitOfWork.commit(accepted(repair().addWork(aWorkLine("Labour \"in\" <full>", "79.50"))));
    record("more work added", 1);
  }

  private void completes() throws Exception {
    unitOfWork.commit(accepted(repair().complete(TWO_O_CLOCK)));
    record("repair completed", 2, Golden.REPAIR_COMPLETED);
  }

  private void cancels() throws Exception {
    unitOfWork.commit(accepted(repair().cancel("Sold as it is", TWO_O_CLOCK)));
    record("repair cancelled", 2, Golden.REPAIR_CANCELLED);
  }

  private void reacts() throws Exception {
    DynamoDbInvoices invoices = new DynamoDbInvoices(client, TABLE, ReadProblems.LOGGED);
    new IssueInvoice(repairs, invoices, ledger, unitOfWork, WORKSHOP, clock).on(COMPLETED);
    record("invoice issued", 3, Golden.INVOICE_ISSUED);
    DynamoDbNotices notices = new DynamoDbNotices(client, TABLE, ReadProblems.LOGGED);
    DynamoDbContacts contacts = new DynamoDbContacts(client, TABLE, ReadProblems.LOGGED);
    new PostNotice(repairs, contacts, notices, unitOfWork, clock).on(COMPLETED);
    record("notice posted", 1);
    unitOfWork.commit(Change.of(new Contact(REPAIR, Version.FIRST, Optional.empty())));
    record("contact corrected", 1);
    List<Change<Document>> mailed =
        mailed(invoices.find(REPAIR).orElseThrow(), new MailStatus.Sent(TWO_O_CLOCK));
    unitOfWork.commit(mailed.getFirst());
    record("mail attempted", 1);
    unitOfWork.commit(mailed.getLast());
    record("mail sent", 1);
    unitOfWork.commit(
        accepted(mailed.getLast().state().requestMail(Optional.empty(), TWO_O_CLOCK)));
    record("mail requested", 2, Golden.INVOICE_MAIL_REQUESTED);
    credits(invoices.find(REPAIR).orElseThrow());
  }

  private void credits(Invoice invoice) throws Exception {
    InvoiceNumber number = new InvoiceNumber(WORKSHOP.creditSeries(), 2025, 1);
    Crediting.Credited credited =
        Crediting.inFull(invoice).issue("Wrong customer", number, TWO_O_CLOCK);
    unitOfWork.commit(credited.note(), credited.invoice(), Correction.of(credited.note().state()));
    record("invoice credited", 4, Golden.CREDIT_NOTE_ISSUED);
  }

  private void marks() throws Exception {
    ledger.quarantine(COMPLETED, QuarantineReason.ofText("refused, again and again"), TWO_O_CLOCK);
    record("event quarantined", 1);
    ledger.release(COMPLETED.eventId(), TWO_O_CLOCK);
    record("event released", 1);
    Delivery released = ledger.find(COMPLETED.eventId()).orElseThrow();
    ledger.claimResend(released, TWO_O_CLOCK, TWO_O_CLOCK);
    record("event claimed for a resend", 1);
    ledger.recordRefusal(COMPLETED);
    record("event refused", 1);
    mark("REMOVE dueShard, dueAt SET note = :value", "out of every index");
    record("event out of every index", 1);
    ledger.confirm(COMPLETED, TWO_O_CLOCK);
    record("event delivered", 1);
  }

  /**
   * Deletes the row as the time-to-live does, which can't be triggered in a test. On AWS, its
   * records name it as the user.
   */
  private void expires() throws Exception {
    client.deleteItem(delete -> delete.tableName(TABLE.name()).key(row()));
    record("event removed", 1);
    ObjectNode signed = steps.getLast().records().getFirst().deepCopy();
    signed
        .putObject("userIdentity")
        .put("type", "Service")
        .put("principalId", "dynamodb.amazonaws.com");
    steps.add(new Step("event expired", List.of(signed), List.of()));
  }

  /** Restoring a missing row publishes its event again. */
  private void restores() throws Exception {
    unitOfWork.restore(new Restoration<>(repair(), List.of(repairCompleted())));
    record("event restored", 1, Golden.REPAIR_COMPLETED);
  }

  private void record(String name, int writes, Golden... events) throws Exception {
    steps.add(new Step(name, stream.next(writes), List.of(events)));
  }

  private Repair repair() {
    return repairs.find(REPAIR).orElseThrow();
  }

  private Map<String, AttributeValue> row() {
    return Map.of(
        "pk", AttributeValue.fromS("OUTBOX#" + COMPLETED.eventId()),
        "sk", AttributeValue.fromS("REPAIR#" + REPAIR));
  }

  private void mark(String expression, String value) {
    update("OUTBOX#" + COMPLETED.eventId(), "REPAIR#" + REPAIR, expression, value);
  }

  private void update(String pk, String sk, String expression, String value) {
    client.updateItem(
        update ->
            update
                .tableName(TABLE.name())
                .key(Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk)))
                .conditionExpression("attribute_exists(pk)")
                .updateExpression(expression)
                .expressionAttributeValues(Map.of(":value", AttributeValue.fromS(value))));
  }

  @Override
  public void close() {
    connection.close();
  }
}
