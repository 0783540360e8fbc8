package io.fleetfix.adapter.http.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many requests each caller has left: a second's worth at once, refilled all the time. Callers
 * are told apart by what they can't choose: the subject of a verified token, or the address of the
 * socket. Of too many callers, the one that was quiet for longest is forgotten, which is to say
 * that it has its whole allowance again.
 */
final class RateLimiter {
  static final int MAX_CALLERS = 10_000;

  private static final long SECOND = 1_000_000_000L;

  private final long nanosPerRequest;
  private final LongSupplier nanoTime;

  /** When each caller's allowance is whole again. */
  private final Map<String, Long> wholeAt =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MAX_CALLERS;
        }
      };

  RateLimiter(int requestsPerSecond, LongSupplier nanoTime) {
    this.nanosPerRequest = SECOND / requestsPerSecond;
    this.nanoTime = nanoTime;
  }

  static String ofSubject(String subject) {
    return "subject " + subject;
  }

  /** Who has one IPv6 address has the whole network of 64 bits. */
  static String ofAddress(String address) {
    try {
      return InetAddress.getByName(address) instanceof Inet6Address network
          ? "network " + HexFormat.of().formatHex(Arrays.copyOf(network.getAddress(), 8))
          : "address " + address;
    } catch (UnknownHostException notAnAddress) {
      return "address " + address;
    }
  }

  /** Takes one request off a caller's allowance; false if nothing is left, which costs nothing. */
  synchronized boolean spend(String caller) {
    long now = nanoTime.getAsLong();
    Long before = wholeAt.get(caller);
    long whole = (before == null || before - now < 0 ? now : before) + nanosPerRequest;
    if (whole - now > SECOND) {
      return false;
    }
    wholeAt.put(caller, whole);
    return true;
  }

  synchronized int callers() {
    return wholeAt.size();
  }
}
