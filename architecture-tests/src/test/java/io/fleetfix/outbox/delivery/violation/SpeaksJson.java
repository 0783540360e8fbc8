package io.fleetfix.outbox.delivery.violation;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Asks everybody who takes the core for one more library. */
public record SpeaksJson(ObjectMapper mapper) {}
