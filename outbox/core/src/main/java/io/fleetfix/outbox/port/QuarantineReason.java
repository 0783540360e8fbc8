package io.fleetfix.outbox.port;

import java.util.regex.Pattern;

/**
 * Why an entry is in quarantine.
 *
 * @param code stable, for programs: the error code of the bus, or {@link #UNREADABLE}; 1 to 64
 *     letters, digits, underscores, dots and hyphens
 * @param text for an operator; contains none of the event's values
 */
public record QuarantineReason(String code, String text) {
  /** The code of an entry that cannot be read. */
  public static final String UNREADABLE = "UNREADABLE";

  /** The code of a refusal whose own code is malformed. */
  public static final String REFUSED = "REFUSED";

  private static final Pattern CODE = Pattern.compile("[0-9A-Za-z_.-]{1,64}");
  private static final String REFUSED_BY_THE_BUS = "Refused by the bus: ";

  public QuarantineReason {
    if (!isCode(code)) {
      throw new IllegalArgumentException("Not a code of a reason");
    }
  }

  public static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }

  /** The bus refused the entry with this error code. */
  public static QuarantineReason refused(String code) {
    return new QuarantineReason(isCode(code) ? code : REFUSED, REFUSED_BY_THE_BUS + code);
  }

  /**
   * The entry cannot be read.
   *
   * @param problem what is wrong with it; never a stored value
   */
  public static QuarantineReason unreadable(String problem) {
    return new QuarantineReason(UNREADABLE, problem);
  }

  /**
   * The reason of an entry that was stored without a code: the code of the refusal that the text
   * names, otherwise {@link #UNREADABLE}, because entries were quarantined for these two reasons.
   */
  public static QuarantineReason ofText(String text) {
    return text.startsWith(REFUSED_BY_THE_BUS)
        ? refused(text.substring(REFUSED_BY_THE_BUS.length()))
        : unreadable(text);
  }
}
