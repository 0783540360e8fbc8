package io.fleetfix.adapter.http.token;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.Base64;
import java.util.regex.Pattern;

/** Parses the text of a token. Every token has exactly one text that is accepted. */
final class TokenText {
  /** Far longer than issuers' tokens; the server's limit for all headers is twice as high. */
  static final int MAX_LENGTH = 8 * 1024;

  /** The library skips illegal characters, which would give one token several spellings. */
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private TokenText() {}

  /**
   * Parses a token, whose signature and claims are still to be verified.
   *
   * @throws RefusedToken if it is malformed, or critical headers may change its meaning
   */
  static SignedJWT parse(String token) throws RefusedToken {
    if (token.length() > MAX_LENGTH) {
      throw new RefusedToken("length");
    }
    if (!FORM.matcher(token).matches()) {
      throw new RefusedToken("form");
    }
    try {
      String[] parts = token.split("\\.", -1);
      for (String part : parts) {
        requireOnlySpelling(part);
      }
      // The library drops a list that is empty or null. We know no critical header at all.
      if (JSONObjectUtils.parse(new Base64URL(parts[0]).decodeToString()).containsKey("crit")) {
        throw new RefusedToken("crit");
      }
      return SignedJWT.parse(token);
    } catch (ParseException malformed) {
      throw new RefusedToken("form");
    } catch (RuntimeException malformed) { // the library fails on a null header, for example
      throw new RefusedToken("form");
    }
  }

  /** The last character may have bits that no byte uses, and those could be set in any way. */
  private static void requireOnlySpelling(String part) throws RefusedToken {
    if (!ENCODER.encodeToString(Base64.getUrlDecoder().decode(part)).equals(part)) {
      throw new RefusedToken("form");
    }
  }
}
