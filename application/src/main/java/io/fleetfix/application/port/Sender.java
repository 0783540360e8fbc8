package io.fleetfix.application.port;

import io.fleetfix.domain.contact.EmailAddress;
import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The workshop's name and address on invoices and mails.
 *
 * @param name a single line
 * @param address as {@link EmailAddress#parse} accepts it
 */
public record Sender(String name, String address) {
  private static final Pattern FORM = Pattern.compile("([^<>]{1,100})<([^<>]+)>");

  /**
   * Parses {@code Name <address>}, or an address alone, which is then also the name.
   *
   * @throws InvalidValue if the text has another form
   */
  public static Sender parse(String text) {
    Matcher named = FORM.matcher(text.strip());
    String address = named.matches() ? named.group(2).strip() : text.strip();
    String name = named.matches() ? TextRules.oneLine(named.group(1)) : address;
    try {
      TextRules.checked("sender", name);
      EmailAddress.parse("sender", address);
    } catch (InvalidValue noAddress) {
      throw new InvalidValue("sender", "must have the form: Name <name@example.com>");
    }
    return new Sender(name, address);
  }
}
