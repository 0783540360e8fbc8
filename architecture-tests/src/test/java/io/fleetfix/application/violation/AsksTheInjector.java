package io.fleetfix.application.violation;

import com.google.inject.Injector;

/** Fetches its dependencies from the injector. */
public record AsksTheInjector(Injector injector) {}
