package io.fleetfix.adapter.dynamodb;

import static io.fleetfix.testing.fixture.Fixtures.CUSTOMER;
import static io.fleetfix.testing.fixture.Fixtures.NOON;
import static io.fleetfix.testing.fixture.Fixtures.aWorkLine;
import static io.fleetfix.testing.fixture.Fixtures.accepted;
import static io.fleetfix.testing.fixture.Fixtures.opened;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.repair.Repair;
import io.fleetfix.domain.repair.RepairState.Cancelled;
import io.fleetfix.domain.repair.Vehicle;
import io.fleetfix.outbox.dynamodb.table.ItemReader;
import io.fleetfix.outbox.dynamodb.table.OutboxTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Version 0.1.0 stored values that are refused by now. Such repairs can still be read. */
class EarlierRowsTest {
  private static final Set<String> TEXTS =
      Set.of("registration", "make", "model", "name", "complaint", "description", "reason");

  private final RepairRowMapping mapping = new RepairRowMapping();

  @ParameterizedTest
  @ValueSource(strings = {"a..b@x.de", "a@-x.de", "=?utf-8?q?a?=@x.de"})
  void readsAnAddressThatCannotExist(String email) {
    Repair read = read(row(aRepair(), Set.of("email"), email));

    assertThat(read.customer().email()).contains(new EmailAddress(email));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0000", "\u200b\ufeff", "\u3164", "\u00a0"})
  void showsAQuestionMarkInPlaceOfATextThatCannotBeSeen(String text) {
    Repair read = read(row(aRepair(), TEXTS, text));

    assertThat(read.vehicle()).isEqualTo(new Vehicle("?", "?", "?"));
    assertThat(read.customer().name()).isEqualTo("?");
    assertThat(read.customer().email()).isEqualTo(CUSTOMER.email());
    assertThat(read.complaint()).isEqualTo("?");
    assertThat(read.work()).extracting(line -> line.description()).containsExactly("?");
    assertThat(read.state()).isEqualTo(new Cancelled(NOON, "?"));
  }

  @Test
  void readsEveryOtherTextUnchanged() {
    Repair repair = aRepair();

    assertThat(read(row(repair, Set.of(), ""))).isEqualTo(repair);
  }

  private static Repair aRepair() {
    Repair worked = accepted(opened().state().addWork(aWorkLine("Oil", "49.90"))).state();
    return accepted(worked.cancel("Sold", NOON)).state();
  }

  private Repair read(Map<String, AttributeValue> row) {
    return ItemReader.read(row, mapping::read);
  }

  /** The row of a repair, with this text in some attributes. */
  private Map<String, AttributeValue> row(Repair repair, Set<String> attributes, String text) {
    Map<String, AttributeValue> row = new HashMap<>(mapping.row(repair));
    row.put(OutboxTable.VERSION, AttributeValue.fromN("" + repair.version().value()));
    return with(row, attributes, text);
  }

  private static Map<String, AttributeValue> with(
      Map<String, AttributeValue> row, Set<String> attributes, String text) {
    Map<String, AttributeValue> changed = new HashMap<>();
    row.forEach(
        (name, value) ->
            changed.put(
                name,
                attributes.contains(name)
                    ? AttributeValue.fromS(text)
                    : with(value, attributes, text)));
    return changed;
  }

  private static AttributeValue with(AttributeValue value, Set<String> attributes, String text) {
    if (value.hasM()) {
      return AttributeValue.fromM(with(value.m(), attributes, text));
    }
    List<AttributeValue> elements = value.l();
    return value.hasL()
        ? AttributeValue.fromL(
            elements.stream().map(element -> with(element, attributes, text)).toList())
        : value;
  }
}
