package io.fleetfix.adapter.http.violation;

import software.amazon.event.ruler.Machine;

/** Another adapter's technology. */
public record RoutesEvents(Machine machine) {}
