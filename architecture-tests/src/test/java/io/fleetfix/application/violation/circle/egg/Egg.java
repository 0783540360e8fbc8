package io.fleetfix.application.violation.circle.egg;

import io.fleetfix.application.violation.circle.Hen;
import java.util.List;

/** Comes out of a hen. */
public record Egg(List<Hen> from) {}
