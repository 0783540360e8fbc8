package io.fleetfix.application.violation;

import com.google.inject.Injector;

/** Looks for its parts itself. */
public record AsksTheInjector(Injector injector) {}
