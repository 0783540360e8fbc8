package io.fleetfix.adapter.http.server;

/** The port is in use by another process, or the address does not belong to this machine. */
public final class AddressInUse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AddressInUse(HttpEndpoint endpoint, Throwable cause) {
    super(
        "Can't listen on " + endpoint.host() + ", port " + endpoint.port() + ": it is in use",
        cause);
  }
}
