package io.fleetfix.adapter.dynamodb;

import static io.fleetfix.testing.fixture.Fixtures.EUR;
import static io.fleetfix.testing.fixture.Fixtures.LONGEST;
import static io.fleetfix.testing.fixture.Fixtures.TWO_O_CLOCK;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.mailed;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.invoice.Document;
import io.fleetfix.domain.invoice.Invoice;
import io.fleetfix.domain.invoice.InvoiceNumber;
import io.fleetfix.domain.invoice.InvoiceSeries;
import io.fleetfix.domain.mail.MailStatus;
import io.fleetfix.domain.money.Money;
import io.fleetfix.domain.notice.Notice;
import io.fleetfix.domain.repair.Contact;
import io.fleetfix.domain.repair.Customer;
import io.fleetfix.domain.repair.Item;
import io.fleetfix.domain.repair.LineId;
import io.fleetfix.domain.repair.Refusal;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.domain.repair.RepairState;
import io.fleetfix.domain.repair.Vehicle;
import io.fleetfix.domain.repair.WorkLine;
import io.fleetfix.localaws.DynamoDbLocal;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import io.fleetfix.outbox.event.Aggregate;
import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.Decision;
import io.fleetfix.outbox.event.Decision.Accepted;
import io.fleetfix.outbox.event.Version;
import io.fleetfix.testing.localaws.DynamoDbLocalExtension;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Random repairs, empty or filled until they refuse another line, and what comes of them: as
 * DynamoDB stores them, none is larger than its size in the domain. The longest id, line ids and
 * prices are used throughout, because the domain counts a fixed number of bytes for them.
 */
@ExtendWith(DynamoDbLocalExtension.class)
class RowSizeTest {
  private static final int REPAIRS = 12;
  private static final List<String> CHARACTERS = List.of("a", "é", "漢", "\ud83d\ude97");

  private final FreshTables tables;

  RowSizeTest(DynamoDbLocal local) {
    tables = new FreshTables(local);
  }

  @AfterEach
  void close() {
    tables.close();
  }

  @Test
  void noRowIsLargerThanItsSizeInTheDomain() {
    for (int seed = 0; seed < REPAIRS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Repair open = seed % 3 == 0 ? opened(random, seed) : full(random, seed);
      check(seed, open, Change.of(open), open.sizeInBytes());
      Change<Repair> end =
          seed % 2 == 0
              ? accepted(open.complete(TWO_O_CLOCK))
              : accepted(open.cancel(LONGEST, TWO_O_CLOCK));
      check(seed, end.state(), end, open.sizeInBytes());
      Change<Notice> notice =
          Notice.post(
              end.state().closingEvent().orElseThrow().eventId(),
              end.state(),
              new Contact(end.state().id(), Version.FIRST, Optional.empty()),
              TWO_O_CLOCK);
      check(seed, notice.state(), notice, notice.state().sizeInBytes());
      if (end.state().state() instanceof RepairState.Completed) {
        Change<Invoice> invoice = issued(end.state());
        check(seed, invoice.state(), invoice, open.sizeInBytes());
        for (Change<Document> mailed : mailed(invoice.state(), new MailStatus.Refused(LONGEST))) {
          check(seed, mailed.state(), mailed, open.sizeInBytes());
        }
      }
      Contact contact = new Contact(open.id(), Version.FIRST, email(seed));
      check(seed, contact, Change.of(contact), contact.sizeInBytes());
    }
  }

  /** A queue hands over up to ten events at once, and their invoices are one transaction. */
  @Test
  void tenInvoicesFitInOneTransaction() {
    int outboxRow = 2_000;

    assertThat(10 * (Repair.MAX_BYTES + outboxRow)).isLessThan(ItemSize.MAX_TRANSACTION);
  }

  private void check(int seed, Aggregate state, Change<?> change, int size) {
    tables.storage().unitOfWork().commit(change);
    var row =
        tables
            .client()
            .getItem(
                get ->
                    get.tableName(FreshTables.TABLE.name())
                        .key(OutboxTable.key(state.aggregateId()))
                        .consistentRead(true))
            .item();
    assertThat(ItemSize.of(row))
        .as("%s of seed %d", state.getClass().getSimpleName(), seed)
        .isLessThanOrEqualTo(size)
        .isLessThan(ItemSize.MAX);
  }

  private static Change<Invoice> issued(Repair completed) {
    InvoiceNumber number =
        new InvoiceNumber(new InvoiceSeries("ABCDEFGHIJ"), 2025, Integer.MAX_VALUE);
    return Invoice.issue(completed, number, TWO_O_CLOCK);
  }

  /** Some seeds only use one kind of character, the others mix them. */
  private static Repair full(SplittableRandom random, int seed) {
    Repair repair = opened(random, seed);
    while (true) {
      WorkLine line =
          new WorkLine(
              new LineId("L-%032d".formatted(repair.work().size())),
              text(random, seed, random.nextInt(4) == 0 ? 1 : 500),
              new Money(Item.MAX_PRICE_MINOR_UNITS, EUR));
      Decision<Repair, Refusal> decision = repair.addWork(line);
      if (!(decision instanceof Accepted<Repair, Refusal> accepted)) {
        return storedFirst(repair);
      }
      repair = accepted.change().state();
    }
  }

  private static Repair opened(SplittableRandom random, int seed) {
    return new Repair(
        new RepairId("R-%032d".formatted(seed)),
        Version.FIRST,
        EUR,
        new RepairState.Open(),
        new Vehicle(text(random, seed, 1), text(random, seed, 500), text(random, seed, 500)),
        new Customer(text(random, seed, 500), email(seed)),
        text(random, seed, 500),
        List.of(),
        TWO_O_CLOCK);
  }

  /** The longest address, or none. */
  private static Optional<EmailAddress> email(int seed) {
    String domain = "e".repeat(63) + "." + "e".repeat(63) + "." + "e".repeat(57) + ".example";
    return seed % 5 == 4
        ? Optional.empty()
        : Optional.of(EmailAddress.parse("email", "a".repeat(60) + "@" + domain));
  }

  /** The same repair in its first version, so that one commit stores it. */
  private static Repair storedFirst(Repair repair) {
    return new Repair(
        repair.id(),
        Version.FIRST,
        repair.currency(),
        repair.state(),
        repair.vehicle(),
        repair.customer(),
        repair.complaint(),
        repair.work(),
        repair.openedAt());
  }

  private static String text(SplittableRandom random, int seed, int length) {
    StringBuilder text = new StringBuilder();
    IntStream.range(0, length)
        .map(i -> seed < CHARACTERS.size() ? seed : random.nextInt(CHARACTERS.size()))
        .mapToObj(CHARACTERS::get)
        .forEach(text::append);
    return text.toString();
  }
}
