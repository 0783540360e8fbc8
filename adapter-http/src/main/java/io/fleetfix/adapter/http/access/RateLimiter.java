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
 * Limits the requests per second of each caller, with bursts of up to one second's worth. A caller
 * is identified by what it cannot choose: the issuer and subject of a verified token, or its
 * address, which for a client of a trusted proxy is the one that the proxy names. Beyond {@link
 * #MAX_CALLERS} callers, the least recently active one is forgotten and so has its full allowance
 * again.
 */
final class RateLimiter {
  static final int MAX_CALLERS = 10_000;

  private static final long SECOND = 1_000_000_000L;

  private final long nanosPerRequest;
  private final LongSupplier nanoTime;

  /** When each caller's allowance is full again. */
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

  static String ofCaller(String id) {
    return "caller " + id;
  }

  /** The account of wrong signatures from the same place as this account. */
  static String ofForgeries(String account) {
    return "forgeries of " + account;
  }

  /**
   * The owner of one IPv6 address usually has its whole /64 network, which counts as one caller.
   */
  static String ofAddress(String address) {
    try {
      return InetAddress.getByName(address) instanceof Inet6Address network
          ? "network " + HexFormat.of().formatHex(Arrays.copyOf(network.getAddress(), 8))
          : "address " + address;
    } catch (UnknownHostException notAnAddress) {
      return "address " + address;
    }
  }

  /** Charges one request to a caller; false, and no charge, if nothing is left. */
  synchronized boolean spend(String caller) {
    long now = nanoTime.getAsLong();
    long whole = wholeAfterOneMore(caller, now);
    if (whole - now > SECOND) {
      return false;
    }
    wholeAt.put(caller, whole);
    return true;
  }

  /** Whether something is left, without a charge. */
  synchronized boolean canSpend(String caller) {
    long now = nanoTime.getAsLong();
    return wholeAfterOneMore(caller, now) - now <= SECOND;
  }

  private long wholeAfterOneMore(String caller, long now) {
    Long before = wholeAt.get(caller);
    return (before == null || before - now < 0 ? now : before) + nanosPerRequest;
  }

  synchronized int callers() {
    return wholeAt.size();
  }
}
