package io.fleetfix.bootstrap.violation;

import io.javalin.Javalin;

/** Configures the web server, which only the HTTP adapter may do. */
public record ConfiguresTheServer(Javalin server) {}
