package io.fleetfix.architecture.files;

/**
 * A text that a person reads, and where it stands.
 *
 * @param place file and line, as an editor can jump to it
 * @param isPublic whether clients and operators see it
 */
record ProjectText(String place, boolean isPublic, String text) {}
