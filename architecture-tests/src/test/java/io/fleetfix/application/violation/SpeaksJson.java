package io.fleetfix.application.violation;

import com.fasterxml.jackson.databind.ObjectMapper;

/** A use case that knows how its answer is written down. */
public record SpeaksJson(ObjectMapper mapper) {}
