package io.fleetfix.application.violation.circle.egg;

import io.fleetfix.application.violation.circle.Hen;
import java.util.List;

/** Depends on the hen. */
public record Egg(List<Hen> from) {}
