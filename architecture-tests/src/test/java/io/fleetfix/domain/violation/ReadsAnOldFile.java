package io.fleetfix.domain.violation;

import java.io.File;

/** The same with the older API. */
public record ReadsAnOldFile(File file) {}
