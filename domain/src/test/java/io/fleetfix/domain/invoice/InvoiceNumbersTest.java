package io.fleetfix.domain.invoice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.Change;
import io.fleetfix.outbox.event.InvalidValue;
import io.fleetfix.outbox.event.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvoiceNumbersTest {
  private static final InvoiceSeries SERIES = new InvoiceSeries("INV");

  @Test
  void startsAtOneInTheFirstVersion() {
    InvoiceNumbers first = InvoiceNumbers.none(SERIES, 2026).take();

    assertThat(first.newest()).isEqualTo(new InvoiceNumber(SERIES, 2026, 1));
    assertThat(first.version()).isEqualTo(Version.FIRST);
    assertThat(Change.of(first).expected()).isEqualTo(Version.NONE);
  }

  @Test
  void takesEveryNumberOnce() {
    InvoiceNumbers numbers = InvoiceNumbers.none(SERIES, 2026);

    for (int number = 1; number <= 1_000; number++) {
      numbers = numbers.take();

      assertThat(numbers.newest().number()).isEqualTo(number);
      assertThat(numbers.version()).isEqualTo(new Version(number));
    }
  }

  @Test
  void takesSeveralNumbersAtOnce() {
    InvoiceNumbers taken = new InvoiceNumbers(SERIES, 2026, 41, new Version(7)).take(3);

    assertThat(taken.newest(3)).extracting(InvoiceNumber::number).containsExactly(42L, 43L, 44L);
    assertThat(taken.newest().number()).isEqualTo(44);
    assertThat(Change.of(taken).expected()).isEqualTo(new Version(7));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void rejectsACountBelowOne(int count) {
    InvoiceNumbers numbers = new InvoiceNumbers(SERIES, 2026, 41, new Version(7));

    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> numbers.take(count));
  }

  @Test
  void doesNotModifyThePreviousState() {
    InvoiceNumbers before = new InvoiceNumbers(SERIES, 2026, 41, new Version(41));

    assertThat(before.take().last()).isEqualTo(42);
    assertThat(before.last()).isEqualTo(41);
  }

  @Test
  void hasNoNewestNumberBeforeTheFirstIsTaken() {
    InvoiceNumbers none = InvoiceNumbers.none(SERIES, 2026);

    assertThatExceptionOfType(InvalidValue.class).isThrownBy(none::newest);
    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> none.take(2).newest(3));
  }

  @Test
  void isOneAggregatePerSeriesAndYear() {
    assertThat(InvoiceNumbers.none(SERIES, 2026).aggregateId()).isEqualTo("NUMBERS#INV#2026");
    assertThat(InvoiceNumbers.aggregateId(new InvoiceSeries("B2B"), 2027))
        .isEqualTo("NUMBERS#B2B#2027");
  }
}
