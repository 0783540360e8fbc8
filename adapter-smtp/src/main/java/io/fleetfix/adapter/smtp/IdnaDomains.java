package io.fleetfix.adapter.smtp;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.ibm.icu.text.IDNA;
import io.fleetfix.application.port.MailDomains;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Converts domains by IDNA 2008, as UTS 46 does without its transitional mappings: {@code faß.de}
 * and {@code fass.de} belong to different owners, and {@link java.net.IDN}, which follows the
 * standard of 2003, would turn one into the other.
 */
public final class IdnaDomains implements MailDomains {
  private static final IDNA UTS_46 =
      IDNA.getUTS46Instance(
          IDNA.NONTRANSITIONAL_TO_ASCII
              | IDNA.USE_STD3_RULES
              | IDNA.CHECK_BIDI
              | IDNA.CHECK_CONTEXTJ
              | IDNA.CHECK_CONTEXTO);

  /** RFC 5321, 4.5.3.1.2, allows 255 octets; the DNS has room for 253 of them. */
  private static final int MAX_LENGTH = 253;

  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final Pattern LETTERS_DIGITS_HYPHENS =
      Pattern.compile(LABEL + "(\\." + LABEL + ")*");

  /** Only labels that start like this are an encoding of something else. */
  private static final Pattern ENCODED = Pattern.compile("(^|\\.)xn--");

  @Override
  public Optional<String> toAscii(String domain) {
    String lower = domain.toLowerCase(Locale.ROOT);
    // UTS 46 rejects hyphens in the third and fourth place, but such domains are registered.
    boolean plain = US_ASCII.newEncoder().canEncode(lower) && !ENCODED.matcher(lower).find();
    return (plain ? Optional.of(lower) : converted(domain))
        .filter(ascii -> ascii.length() <= MAX_LENGTH)
        .filter(ascii -> LETTERS_DIGITS_HYPHENS.matcher(ascii).matches());
  }

  private static Optional<String> converted(String domain) {
    IDNA.Info info = new IDNA.Info();
    String ascii = UTS_46.nameToASCII(domain, new StringBuilder(), info).toString();
    return info.hasErrors() ? Optional.empty() : Optional.of(ascii);
  }
}
