package io.fleetfix.adapter.http.server;

/** Somebody else listens where the server was to listen, or the address is none of this machine. */
public final class AddressInUse extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AddressInUse(HttpEndpoint endpoint, Throwable cause) {
    super(
        "Can't listen on " + endpoint.host() + ", port " + endpoint.port() + ": it is in use",
        cause);
  }
}
