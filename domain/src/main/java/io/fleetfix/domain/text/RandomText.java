package io.fleetfix.domain.text;

import java.util.random.RandomGenerator;

/**
 * The random part of an id, in Crockford's base 32: without I, L, O and U, which are easily
 * misread.
 */
public final class RandomText {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 16;

  private RandomText() {}

  public static String of(RandomGenerator random) {
    StringBuilder text = new StringBuilder(LENGTH);
    while (text.length() < LENGTH) {
      appendBits(text, random.nextLong()); // Few draws, because secure sources are slow.
    }
    return text.toString();
  }

  private static void appendBits(StringBuilder text, long bits) {
    for (int i = 0; i < LENGTH / 2; i++) {
      text.append(ALPHABET.charAt((int) (bits >>> (5 * i)) & 31));
    }
  }
}
