package io.fleetfix.domain.violation;

import java.io.File;

/** The same by the older road. */
public record ReadsAnOldFile(File file) {}
