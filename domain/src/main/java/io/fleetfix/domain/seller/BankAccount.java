package io.fleetfix.domain.seller;

import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.event.InvalidValue;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where customers pay to.
 *
 * @param account an IBAN without spaces, or another number where there are no IBANs
 * @param bic of the bank
 */
public record BankAccount(String holder, String account, Optional<String> bic) {
  private static final Pattern IBAN = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
  private static final Pattern BIC = Pattern.compile("[A-Z0-9]{8}([A-Z0-9]{3})?");
  private static final BigInteger CHECK = BigInteger.valueOf(97);

  public BankAccount {
    TextRules.checked("bank.holder", holder);
    TextRules.checked("bank.account", account);
    bic.ifPresent(BankAccount::checkBic);
    if (startsLikeAnIban(account) && !isIban(account)) {
      throw new InvalidValue("bank.account", "must be an IBAN without a mistake, without spaces");
    }
  }

  private static void checkBic(String bic) {
    if (!BIC.matcher(bic).matches()) {
      throw new InvalidValue("bank.bic", "must have 8 or 11 digits or capital letters");
    }
  }

  private static boolean startsLikeAnIban(String account) {
    return account.length() > 1 && Character.isLetter(account.charAt(0));
  }

  /** By the check digits of ISO 13616: modulo 97, letters counted from A = 10. */
  private static boolean isIban(String account) {
    if (!IBAN.matcher(account).matches()) {
      return false;
    }
    String turned = account.substring(4) + account.substring(0, 4);
    StringBuilder digits = new StringBuilder();
    turned.chars().forEach(each -> digits.append(Character.digit(each, Character.MAX_RADIX)));
    return new BigInteger(digits.toString()).mod(CHECK).equals(BigInteger.ONE);
  }

  /** The account in groups of four characters, as on paper. */
  public String grouped() {
    return isIban(account) ? account.replaceAll("(.{4})(?=.)", "$1 ") : account;
  }
}
