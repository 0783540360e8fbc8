package io.fleetfix.adapter.http.server;

/**
 * Where the server listens.
 *
 * @param host a name or address of this machine; {@code 127.0.0.1} keeps strangers out
 * @param port 0 for any free one
 */
public record HttpEndpoint(String host, int port) {}
