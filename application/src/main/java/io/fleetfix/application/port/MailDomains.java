package io.fleetfix.application.port;

import java.util.Optional;

/** Converts the domains of e-mail addresses by IDNA2008 (UTS 46, non-transitional). */
public interface MailDomains {
  /** The domain in ASCII; empty if no such domain can exist. */
  Optional<String> toAscii(String domain);
}
