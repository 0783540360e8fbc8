package io.fleetfix.application.port;

import java.util.Optional;

/** The domains of e-mail addresses, in every script. */
public interface MailDomains {
  /** The domain in ASCII; empty if no such domain can exist. */
  Optional<String> toAscii(String domain);
}
