package io.fleetfix.adapter.http.origin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads IP addresses. Unlike the methods of {@link InetAddress}, it never asks the DNS. */
final class IpAddress {
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

  private static final Pattern IP_V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

  /** With the colon, the JDK takes it for an address or fails. */
  private static final Pattern LIKE_IP_V6 =
      Pattern.compile("(?=.*:)[0-9A-Fa-f:][0-9A-Fa-f:.]{1,44}");

  private IpAddress() {}

  /**
   * Reads an address.
   *
   * @param text IPv4 as four decimal numbers, or IPv6 without brackets and zone
   * @return empty if it is anything else
   */
  static Optional<InetAddress> parse(String text) {
    if (!IP_V4.matcher(text).matches() && !LIKE_IP_V6.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }
}
