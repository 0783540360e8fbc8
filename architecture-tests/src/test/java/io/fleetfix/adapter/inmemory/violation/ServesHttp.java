package io.fleetfix.adapter.inmemory.violation;

import io.javalin.Javalin;

/** Two technologies in one adapter. */
public record ServesHttp(Javalin server) {}
