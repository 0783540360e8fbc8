package io.fleetfix.adapter.http.origin;

import java.net.InetAddress;
import java.util.Optional;

/**
 * One address, or all that begin with the same bits.
 *
 * @param bits how many; all of them for one address
 */
public record AddressBlock(InetAddress first, int bits) {
  /**
   * Reads an address such as {@code 10.1.2.3}, or a block in CIDR notation such as {@code
   * 10.0.0.0/8} or {@code 2001:db8::/32}.
   *
   * @return empty if it is neither, or a block of all addresses: then each client could choose its
   *     own
   */
  public static Optional<AddressBlock> parse(String text) {
    String[] parts = text.split("/", 2);
    return IpAddress.parse(parts[0])
        .flatMap(
            first -> {
              int most = first.getAddress().length * Byte.SIZE;
              return parts.length == 1
                  ? Optional.of(new AddressBlock(first, most))
                  : Optional.of(parts[1])
                      .filter(bits -> bits.matches("[1-9][0-9]{0,2}"))
                      .map(Integer::parseInt)
                      .filter(bits -> bits <= most)
                      .map(bits -> new AddressBlock(first, bits));
            });
  }

  boolean contains(InetAddress address) {
    byte[] ours = first.getAddress();
    byte[] other = address.getAddress();
    if (ours.length != other.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % Byte.SIZE);
      if (((ours[bit / Byte.SIZE] ^ other[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
