package io.fleetfix.application.violation;

import java.net.http.HttpClient;

/** A connection in the middle of a decision. */
public record CallsAnotherHost(HttpClient client) {}
