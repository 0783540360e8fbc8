package io.fleetfix.domain.contact;

import io.fleetfix.domain.text.TextRules;
import io.fleetfix.outbox.event.InvalidValue;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address. {@link #parse} accepts what RFC 5321 and RFC 6531 allow as an address of a
 * mailbox at a domain, and no more. The constructor is for stores: an earlier release accepted
 * addresses that can't exist, and they must stay readable.
 *
 * <p>Guaranteed of each: it has an at sign, and nothing in it could break a line or a header of a
 * mail. Not guaranteed: that a mailbox with this address exists, nor that its domain does.
 */
public record EmailAddress(String value) {
  /** RFC 5321, 4.5.3.1.3, without the angle brackets. In UTF-8 (RFC 6531, 3.3). */
  private static final int MAX_BYTES = 254;

  /** RFC 5321, 4.5.3.1.1. */
  private static final int MAX_BYTES_BEFORE_AT = 64;

  private static final Pattern STORABLE =
      Pattern.compile("[^\\s\\p{Cntrl}<>]+@[^\\s\\p{Cntrl}<>@]+", Pattern.UNICODE_CHARACTER_CLASS);

  /** What begins no part: a combining mark would join the character before it. */
  private static final String LETTER = "\\p{L}\\p{Nd}";

  /** The atext of RFC 5321, and letters, marks and digits of every script (RFC 6531). */
  private static final String ATOM =
      "(?!\\p{M})[" + LETTER + "\\p{M}!#$%&'*+/=?^_`{|}~-]+"; // the hyphen is last

  private static final Pattern DOT_STRING = Pattern.compile(ATOM + "(\\." + ATOM + ")*");

  /** RFC 2047. Some mail software would decode it, to an address of its own. */
  private static final Pattern ENCODED_WORD = Pattern.compile("=\\?[^?]*\\?[^?]*\\?[^?]*\\?=");

  private static final String LABEL =
      "(?!\\p{M})[" + LETTER + "\\p{M}]([" + LETTER + "\\p{M}-]{0,61}[" + LETTER + "\\p{M}])?";

  private static final Pattern DOMAIN = Pattern.compile(LABEL + "(\\." + LABEL + ")+");

  private static final Pattern ENDS_WITH_NUMBER = Pattern.compile(".*\\.\\p{Nd}+");

  /**
   * Restores a stored address.
   *
   * @throws InvalidValue if it has no at sign, or has spaces, controls or angle brackets
   */
  public EmailAddress {
    if (!STORABLE.matcher(value).matches()) {
      throw new InvalidValue("email", "must be an e-mail address");
    }
  }

  /**
   * Checks an address that was entered: a dot-string, an at sign, and a domain of at least two
   * labels. Quoted strings, comments, routes and address literals are refused.
   *
   * @param field named by the exception, which does not repeat the address
   * @throws InvalidValue if no mailbox can have this address
   */
  public static EmailAddress parse(String field, String text) {
    problem(text)
        .ifPresent(
            problem -> {
              throw new InvalidValue(field, problem);
            });
    return new EmailAddress(text);
  }

  private static Optional<String> problem(String text) {
    int at = text.lastIndexOf('@');
    if (at < 1 || at == text.length() - 1 || text.codePoints().anyMatch(TextRules::isInvisible)) {
      return Optional.of("must be an e-mail address such as name@example.com");
    }
    if (TextRules.bytes(text) > MAX_BYTES) {
      return Optional.of("must have at most " + MAX_BYTES + " bytes in UTF-8");
    }
    return problemBeforeAt(text.substring(0, at)).or(() -> problemOfDomain(text.substring(at + 1)));
  }

  private static Optional<String> problemBeforeAt(String part) {
    if (TextRules.bytes(part) > MAX_BYTES_BEFORE_AT) {
      return Optional.of(
          "must have at most " + MAX_BYTES_BEFORE_AT + " bytes in UTF-8 before the at sign");
    }
    return !DOT_STRING.matcher(part).matches() || ENCODED_WORD.matcher(part).find()
        ? Optional.of(
            "must have only letters, digits, hyphens and the like before the at sign, and only"
                + " single dots between them")
        : Optional.empty();
  }

  private static Optional<String> problemOfDomain(String domain) {
    return !DOMAIN.matcher(domain).matches() || ENDS_WITH_NUMBER.matcher(domain).matches()
        ? Optional.of(
            "must have a domain such as example.com after the at sign: parts of 1 to 63 letters,"
                + " digits and inner hyphens, with dots between them, and the last part no number")
        : Optional.empty();
  }

  /** The part before the at sign. */
  public String localPart() {
    return value.substring(0, value.lastIndexOf('@'));
  }

  /** The part after the at sign. */
  public String domain() {
    return value.substring(value.lastIndexOf('@') + 1);
  }

  @Override
  public String toString() {
    return value;
  }
}
