package io.fleetfix.adapter.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.fleetfix.application.port.MailDomains;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.util.Optional;

/**
 * An address as a mail server gets it: its domain is in ASCII, which every server supports.
 *
 * @param localPart in any script
 */
record SmtpAddress(String localPart, String domain) {
  /** The address; empty if its domain can't exist, or if the mail library refuses it. */
  static Optional<SmtpAddress> of(String address, MailDomains domains) {
    int at = address.lastIndexOf('@');
    return domains
        .toAscii(address.substring(at + 1))
        .map(domain -> new SmtpAddress(address.substring(0, Math.max(at, 0)), domain))
        .filter(SmtpAddress::isValid);
  }

  /** RFC 6531: such an address is only for servers with SMTPUTF8. */
  boolean isBeyondAscii() {
    return !US_ASCII.newEncoder().canEncode(localPart);
  }

  private boolean isValid() {
    try {
      InternetAddress address = new InternetAddress();
      address.setAddress(toString());
      address.validate();
      return true;
    } catch (AddressException refused) {
      return false;
    }
  }

  @Override
  public String toString() {
    return localPart + "@" + domain;
  }
}
