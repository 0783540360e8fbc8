package io.fleetfix.application.violation.circle;

import io.fleetfix.application.violation.circle.egg.Egg;
import java.util.List;

/** Depends on the egg. */
public record Hen(List<Egg> from) {}
