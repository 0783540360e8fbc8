package io.fleetfix.adapter.http.origin;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.HostPort;

/**
 * Refuses requests for other hosts with 421. Without that, a page of any site could read and write
 * here from a browser that reaches the service: the site's name is given another address (DNS
 * rebinding), and the browser takes the service for the site.
 *
 * <p>Monitoring systems ask by address, and a few without a host, which no browser does. They get
 * answers from the routes that are meant for them: an address can't be rebound.
 */
public final class HostFilter extends Handler.Wrapper {
  private static final Set<String> MONITORED =
      Set.of("/health/live", "/health/ready", "/health/outbox", "/metrics");

  private final AllowedHosts allowed;

  public HostFilter(AllowedHosts allowed, Handler next) {
    super(next);
    this.allowed = allowed;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (isAllowed(request)) {
      return super.handle(request, response, callback);
    }
    Response.writeError(request, response, callback, HttpStatus.MISDIRECTED_REQUEST_421);
    return true;
  }

  private boolean isAllowed(Request request) {
    boolean monitoring = MONITORED.contains(Request.getPathInContext(request));
    boolean named = request.getHeaders().contains(HttpHeader.HOST);
    return (named || monitoring || allowed.equals(AllowedHosts.EVERY))
        && hosts(request).stream()
            .allMatch(
                host -> allowed.contains(host) || (monitoring && AllowedHosts.isAddress(host)));
  }

  /**
   * Those of the headers, and that of the target: of an absolute one such as {@code GET
   * http://host/}, and otherwise that of the header or, without one, the address of the service.
   */
  private static List<String> hosts(Request request) {
    List<String> hosts = new ArrayList<>();
    request.getHeaders().getValuesList(HttpHeader.HOST).forEach(value -> hosts.add(host(value)));
    String target = request.getHttpURI().getHost();
    if (target != null) {
      hosts.add(target);
    }
    return hosts;
  }

  private static String host(String header) {
    try {
      String host = new HostPort(header).getHost();
      return host == null ? "" : host;
    } catch (IllegalArgumentException malformed) {
      return ""; // which is never allowed
    }
  }
}
