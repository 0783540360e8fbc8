package io.fleetfix.application.violation;

import java.net.http.HttpClient;

/** Opens a connection in a use case. */
public record CallsAnotherHost(HttpClient client) {}
