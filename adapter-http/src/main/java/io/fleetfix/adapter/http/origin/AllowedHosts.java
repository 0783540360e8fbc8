package io.fleetfix.adapter.http.origin;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The hosts that requests may name, whatever the port: those of the loopback ({@code localhost},
 * {@code 127.0.0.0/8} and {@code [::1]}) and further ones, or every host. Names are compared
 * without case and without a dot at the end, addresses by their value.
 *
 * @param further the hosts besides those of the loopback, each as {@link #parse} returns it; empty
 *     if every host is allowed
 */
public record AllowedHosts(Optional<Set<String>> further) {
  public static final AllowedHosts EVERY = new AllowedHosts(Optional.empty());
  public static final AllowedHosts LOOPBACK = new AllowedHosts(Optional.of(Set.of()));

  private static final String LOCALHOST = "localhost";

  private static final String LABEL = "[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?";

  private static final Pattern NAME =
      Pattern.compile("(?=.{1,253}$)(" + LABEL + "\\.)*(?![0-9]+$)" + LABEL);

  /**
   * The form in which hosts are compared.
   *
   * @param host a name or an address, without a port
   * @return empty if it is neither
   */
  public static Optional<String> parse(String host) {
    return Optional.of(canonical(host))
        .filter(form -> isAddress(form) || NAME.matcher(form).matches());
  }

  /** Whether requests may name this host; an address of IPv6 may have its brackets. */
  public boolean contains(String host) {
    String form = canonical(host);
    return further.isEmpty()
        || form.equals(LOCALHOST)
        || IpAddress.parse(form).filter(InetAddress::isLoopbackAddress).isPresent()
        || further.get().contains(form);
  }

  /** A text for people, which completes "requests to ...". */
  public String description() {
    return further
        .map(
            hosts -> {
              String others = String.join(", ", new TreeSet<>(hosts));
              return "localhost, 127.0.0.0/8, [::1]" + (others.isEmpty() ? "" : ", " + others);
            })
        .orElse("every host");
  }

  static boolean isAddress(String host) {
    return IpAddress.parse(canonical(host)).isPresent();
  }

  private static String canonical(String host) {
    String text = host.toLowerCase(Locale.ROOT);
    if (text.startsWith("[") && text.endsWith("]")) {
      text = text.substring(1, text.length() - 1);
    } else if (text.endsWith(".")) {
      text = text.substring(0, text.length() - 1);
    }
    String name = text;
    return IpAddress.parse(name).map(InetAddress::getHostAddress).orElse(name);
  }
}
