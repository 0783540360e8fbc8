package io.fleetfix.domain.seller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fleetfix.outbox.event.InvalidValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BankAccountTest {
  private static final String IBAN = "DE89370400440532013000";

  @ParameterizedTest
  @CsvSource({
    "DE89370400440532013000, DE89 3704 0044 0532 0130 00",
    "GB29NWBK60161331926819, GB29 NWBK 6016 1331 9268 19",
    "FR1420041010050500013M02606, FR14 2004 1010 0505 0001 3M02 606",
    "NO9386011117947, NO93 8601 1117 947",
  })
  void groupsAnIbanAsOnPaper(String account, String grouped) {
    assertThat(account(account).grouped()).isEqualTo(grouped);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12345678", "20-00-00 55779911", "0532013000"})
  void keepsOtherNumbersAsTheyAre(String account) {
    assertThat(account(account).grouped()).isEqualTo(account);
  }

  @Test
  void findsEveryWrongDigitAndEverySwap() {
    List<String> wrong = new ArrayList<>();
    for (int i = 2; i < IBAN.length(); i++) {
      for (char digit = '0'; digit <= '9'; digit++) {
        wrong.add(IBAN.substring(0, i) + digit + IBAN.substring(i + 1));
      }
      wrong.add(swapped(i));
    }
    wrong.removeIf(IBAN::equals);

    assertThat(wrong).hasSizeGreaterThan(180).allSatisfy(BankAccountTest::assertRefused);
  }

  private static String swapped(int i) {
    return i + 1 == IBAN.length()
        ? IBAN
        : IBAN.substring(0, i) + IBAN.charAt(i + 1) + IBAN.charAt(i) + IBAN.substring(i + 2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"DE89 3704 0044 0532 0130 00", "de89370400440532013000", "DE89", "Savings bank"})
  void refusesWhatOnlyLooksLikeAnIban(String account) {
    assertRefused(account);
  }

  private static void assertRefused(String account) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> account(account))
        .returns("bank.account", InvalidValue::field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "COBADEF", "COBADEFFX", "cobadeff", "COBADEFFXXXX"})
  void refusesOtherBics(String bic) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new BankAccount("Ring Garage", IBAN, Optional.of(bic)))
        .returns("bank.bic", InvalidValue::field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"COBADEFF", "COBADEFFXXX"})
  void acceptsBics(String bic) {
    assertThat(new BankAccount("Ring Garage", IBAN, Optional.of(bic)).bic()).contains(bic);
  }

  @ParameterizedTest
  @CsvSource({"' ', 12345678, bank.holder", "Ring Garage, ' ', bank.account"})
  void holderAndAccountAreVisible(String holder, String account, String field) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> new BankAccount(holder, account, Optional.empty()))
        .returns(field, InvalidValue::field);
  }

  private static BankAccount account(String account) {
    return new BankAccount("Ring Garage", account, Optional.empty());
  }
}
