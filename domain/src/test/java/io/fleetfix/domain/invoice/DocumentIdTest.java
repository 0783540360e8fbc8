package io.fleetfix.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.domain.invoice.DocumentId.Kind;
import io.fleetfix.domain.repair.RepairId;
import io.fleetfix.outbox.event.InvalidValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The natural keys are stored and travel in events: they never change. */
class DocumentIdTest {
  private static final RepairId REPAIR = new RepairId("R-1");

  @ParameterizedTest
  @CsvSource({
    "INVOICE, 1, INVOICE#R-1, R-1",
    "INVOICE, 2, INVOICE#R-1#2, R-1-2",
    "INVOICE, 101, INVOICE#R-1#101, R-1-101",
    "CREDIT_NOTE, 1, CREDIT#R-1#1, R-1-C1",
    "CREDIT_NOTE, 100, CREDIT#R-1#100, R-1-C100",
  })
  void isPrintedAndParsed(Kind kind, int n, String text, String inLists) {
    DocumentId id = new DocumentId(kind, REPAIR, n);

    assertThat(id).hasToString(text);
    assertThat(id.inLists()).isEqualTo(inLists);
    assertThat(DocumentId.parse(text)).contains(id);
  }

  /** Two texts for one document would be two keys. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "INVOICE#",
        "INVOICE#R-1#",
        "INVOICE#R-1#0",
        "INVOICE#R-1#1",
        "INVOICE#R-1#01",
        "INVOICE#R-1#-1",
        "INVOICE#R-1#+2",
        "INVOICE#R-1#2#3",
        "INVOICE#R-1#10000",
        "INVOICE#r-1",
        "INVOICE#x",
        "INVOICE#R-1\n",
        " INVOICE#R-1",
        "CREDIT#R-1",
        "CREDIT#R-1#0",
        "CREDIT#R-1#01",
        "REPAIR#R-1",
        "invoice#R-1",
      })
  void parsesNothingElse(String text) {
    assertThat(DocumentId.parse(text)).isEmpty();
  }

  @Test
  void countsFromOne() {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new DocumentId(Kind.INVOICE, REPAIR, 0))
        .returns("n", InvalidValue::field);
  }

  @Test
  void isFollowedByTheNextOfItsKind() {
    assertThat(DocumentId.firstInvoice(REPAIR).next()).hasToString("INVOICE#R-1#2");
    assertThat(new DocumentId(Kind.CREDIT_NOTE, REPAIR, 9).next()).hasToString("CREDIT#R-1#10");
  }

  /** With the longest id of a repair, too, it fits into a position of a list. */
  @Test
  void isShortInLists() {
    RepairId longest = new RepairId("R-" + "A".repeat(32));

    assertThat(new DocumentId(Kind.CREDIT_NOTE, longest, 100).inLists()).matches("[A-Z0-9-]{1,40}");
  }
}
