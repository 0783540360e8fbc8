package io.fleetfix.outbox.delivery.violation;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Adds a JSON library to the dependencies of the core. */
public record SpeaksJson(ObjectMapper mapper) {}
