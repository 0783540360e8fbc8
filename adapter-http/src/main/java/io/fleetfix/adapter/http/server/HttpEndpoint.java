package io.fleetfix.adapter.http.server;

/**
 * Where the server listens.
 *
 * @param host a name or address of this machine; {@code 127.0.0.1} admits local clients only
 * @param port 0 for any free port
 */
public record HttpEndpoint(String host, int port) {}
