package io.fleetfix.application.violation;

import com.fasterxml.jackson.databind.ObjectMapper;

/** A use case that depends on a serialisation format. */
public record SpeaksJson(ObjectMapper mapper) {}
