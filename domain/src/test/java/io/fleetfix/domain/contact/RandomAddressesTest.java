package io.fleetfix.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetfix.outbox.event.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Random addresses, half of them with one violation of the RFCs. What is an address is decided here
 * a second time, without regular expressions: character by character.
 */
class RandomAddressesTest {
  private static final int ADDRESSES = 50_000;

  /** Letters, marks and digits of several scripts, also beyond the first plane. */
  private static final String LETTERS = "abzAZ059üßéЖяяω漢字用户مثالनमस์थकขアイ가나𠮷𝒜1٣";

  private static final String ATEXT = LETTERS + "!#$%&'*+-/=?^_`{|}~";

  /** What no address has, and what only some parts have. */
  private static final String OTHERS =
      "..--@ \t\r\n\u0000\u007f\u00a0\u00ad\u200b\u200d\u202e\u2060\u3164\ufe0f\ufeff"
          + "()<>[]:;\\,\"\u3002\uff0e\uff20€🚗";

  private final SplittableRandom random = new SplittableRandom(20_251_112);

  @Test
  void acceptsExactlyWhatTheRfcsAllow() {
    int accepted = 0;
    for (int i = 0; i < ADDRESSES; i++) {
      String address = address();
      if (random.nextBoolean()) {
        address = violated(address);
      }
      boolean allowed = isAllowed(address);
      assertThat(isAccepted(address)).as("%d: <%s>", i, address).isEqualTo(allowed);
      accepted += allowed ? 1 : 0;
    }
    assertThat(accepted).isBetween(ADDRESSES / 3, ADDRESSES * 3 / 4);
  }

  private static boolean isAccepted(String address) {
    try {
      return EmailAddress.parse("email", address).value().equals(address);
    } catch (InvalidValue refused) {
      return false;
    }
  }

  private String address() {
    return parts(1 + random.nextInt(3), ATEXT, 12)
        + "@"
        + parts(2 + random.nextInt(3), LETTERS, 20);
  }

  private String parts(int count, String characters, int length) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder part = new StringBuilder();
      for (int left = 1 + random.nextInt(length); left > 0; left--) {
        part.append(one(characters));
      }
      parts.add(part.toString());
    }
    return String.join(".", parts);
  }

  /** Inserts, removes, repeats or lengthens something at a random place. */
  private String violated(String address) {
    int[] characters = address.codePoints().toArray();
    int at = random.nextInt(characters.length + 1);
    String before = new String(characters, 0, at);
    String after = new String(characters, at, characters.length - at);
    return switch (random.nextInt(6)) {
      case 0, 1 -> before + one(OTHERS) + after;
      case 2 -> before + one(".-@") + after;
      case 3 -> before + "a".repeat(random.nextInt(30, 80)) + after;
      case 4 -> at == 0 ? after : before.substring(0, before.length() - 1) + after;
      default -> address + "." + random.nextInt(300);
    };
  }

  private String one(String characters) {
    int[] all = characters.codePoints().toArray();
    return Character.toString(all[random.nextInt(all.length)]);
  }

  private static boolean isAllowed(String address) {
    int at = address.lastIndexOf('@');
    return at > 0
        && bytes(address) <= 254
        && bytes(address.substring(0, at)) <= 64
        && !address.substring(0, at).matches(".*=\\?.*\\?.*\\?.*\\?=.*")
        && isAllowed(address.substring(0, at), "!#$%&'*+-/=?^_`{|}~", false)
        && isAllowed(address.substring(at + 1), "-", true);
  }

  private static boolean isAllowed(String text, String symbols, boolean domain) {
    String[] parts = text.split("\\.", -1);
    for (String part : parts) {
      int[] characters = part.codePoints().toArray();
      if (characters.length == 0 || isMark(characters[0])) {
        return false;
      }
      for (int character : characters) {
        if (!isLetterOrDigit(character) && symbols.indexOf(character) < 0) {
          return false;
        }
      }
      if (domain && (part.startsWith("-") || part.endsWith("-") || characters.length > 63)) {
        return false;
      }
    }
    return !domain
        || (parts.length > 1 && !parts[parts.length - 1].codePoints().allMatch(Character::isDigit));
  }

  private static boolean isLetterOrDigit(int character) {
    return (Character.isLetterOrDigit(character) || isMark(character))
        && character != 0x3164
        && character != 0xfe0f;
  }

  private static boolean isMark(int character) {
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
