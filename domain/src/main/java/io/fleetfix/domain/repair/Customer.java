package io.fleetfix.domain.repair;

import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.regex.Pattern;

/** The customer who pays. Personal data: stored with the repair, never sent in an event. */
public record Customer(String name, String email) {
  /** RFC 5321, 4.5.3.1.3, without the angle brackets. */
  private static final int MAX_EMAIL_CHARACTERS = 254;

  /** Deliberately lenient: the mail server decides. Rejects what could break a mail header. */
  private static final Pattern EMAIL =
      Pattern.compile(
          "[^\\s\\p{Cntrl}@<>\"(),:;\\[\\]\\\\]{1,64}@[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)+",
          Pattern.UNICODE_CHARACTER_CLASS);

  public Customer {
    TextRules.checked("customer.name", name);
    TextRules.checked("customer.email", email);
    if (email.length() > MAX_EMAIL_CHARACTERS || !EMAIL.matcher(email).matches()) {
      throw new InvalidValue("customer.email", "must be an e-mail address");
    }
  }

  int textBytes() {
    return TextRules.bytes(name, email);
  }
}
