package io.fleetfix.bootstrap.violation;

import io.javalin.Javalin;

/** The HTTP adapter's work. */
public record ConfiguresTheServer(Javalin server) {}
